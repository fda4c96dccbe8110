// SPDX-License-Identifier: Apache-2.0
// Storing keeps the outbox and Alerting empties it; they do not know each other.

import Alerting
import Model
import Storing

extension Store: Outbox {}
