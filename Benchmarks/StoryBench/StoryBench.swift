// SPDX-License-Identifier: Apache-2.0
// How well entries are grouped into stories, and what it costs:
//
//     StoryBench labels CONFIG ENTRIES STORIES [BACKGROUND]    B-cubed precision and recall over labelled entries
//     StoryBench load COUNT                                    CPU for COUNT entries of one topic within 48 hours

import Foundation

@main
struct StoryBench {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        switch (arguments.first, arguments.count) {
        case ("labels", 4...5):
            let paths = Array(arguments.dropFirst())
            try LabelledNews(
                configuration: paths[0], entries: paths[1], stories: paths[2], background: paths.dropFirst(3).first
            ).printTable()
        case ("load", 2):
            guard let count = arguments.last.flatMap({ Int($0) }), count > 0 else { throw Usage() }
            Load(count: count).measure()
        default: throw Usage()
        }
    }
}

struct Usage: Error, CustomStringConvertible {
    let description = "StoryBench labels CONFIG ENTRIES STORIES [BACKGROUND] | StoryBench load COUNT"
}
