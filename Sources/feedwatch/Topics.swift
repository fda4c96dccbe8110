// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

struct Topics: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The topics: list them, add one, try one, compare an edit, measure them, learn.",
        subcommands: [
            TopicsList.self, TopicsAdd.self, TopicsTest.self, TopicsDiff.self, TopicsMute.self, TopicsUnmute.self,
            TopicsScore.self, TopicsTune.self, TopicsSuggest.self,
        ],
        defaultSubcommand: TopicsList.self)
}
