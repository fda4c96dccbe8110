#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A mail server of a test's own (aiosmtpd). Prints its port, then one line of JSON for each message that it takes.

smtp_server.py plain|starttls|smtps FOLDER [refuse-every-third]: FOLDER has good.pem and good.key. With TLS, only the user
"feedwatch" with the password "pass word" may send."""
import asyncio
import email
import email.policy
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

mode, folder = sys.argv[1:3]
refuses = "refuse-every-third" in sys.argv
count = 0


class Handler:
    async def handle_DATA(self, server, session, envelope):
        global count
        count += 1
        if refuses and count % 3 == 2:
            return "451 4.3.2 come again"
        mail = email.message_from_bytes(envelope.original_content, policy=email.policy.default)
        assert not mail.defects and all(not part.defects for part in mail.walk())
        print(json.dumps({
            "from": envelope.mail_from, "to": envelope.rcpt_tos, "tls": session.ssl is not None or mode == "smtps",
            "greeting": session.host_name, "fields": {name.lower(): str(value) for name, value in mail.items()},
            "plain": mail.get_body(("plain",)).get_content(), "html": mail.get_body(("html",)).get_content(),
        }), flush=True)
        return "250 2.0.0 taken"


def authenticate(server, session, envelope, mechanism, data):
    known = isinstance(data, LoginPassword) and (data.login, data.password) == (b"feedwatch", b"pass word")
    return AuthResult(success=known, handled=known)


async def main():
    options = {"enable_SMTPUTF8": True}
    context = None
    if mode != "plain":
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder + "/good.pem", folder + "/good.key")
        options |= {"auth_required": True, "authenticator": authenticate, "auth_require_tls": mode == "starttls"}
    if mode == "starttls":
        options |= {"tls_context": context, "require_starttls": True}
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(Handler(), **options), "127.0.0.1", 0, ssl=context if mode == "smtps" else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
