// SPDX-License-Identifier: Apache-2.0
// When a block that repeats is furniture. Pure; all thresholds of the rule stand here.
//
// Counting in how many pages of a site a block stands is the method of Bar-Yossef and Rajagopalan ("Template Detection
// via Data Mining and its Applications", 2002) and of Yi, Liu and Li's site style trees (2003), here for the entries of
// one feed. Their trouble is news that is told several times: an agency's story comes in three versions that share their
// paragraphs. So sentences must repeat far more than labels, links and headlines, and what would take most of an entry's
// text away is believed only where nearly every entry has it.

/// How a block stands to the entry that has it.
enum BlockStanding {
    /// The entry's own.
    case own
    /// A label, link or headline that returns.
    case link
    /// One that returned once or seldom: believed on a page that has fixtures.
    case rareLink
    /// A sentence that returns.
    case sentence
    /// In half of all stories: the page's, whatever is left.
    case fixture
}

enum FurnitureRule {
    /// Two entries with one text are a story told twice; a third makes it a habit.
    static let fewest = 3
    /// Below this a block is the entry's own, whatever stands around it.
    static let fewestBesideFixtures = 2
    /// So many links are a list of links, also where an entry has nothing else.
    static let shortestList = 3
    /// Shorter headlines of other entries may be any word.
    static let shortestHeadline = 20

    /// The standing of a block that `count` of `stories` have.
    static func standing(_ count: Int, of stories: Int, isProse: Bool) -> BlockStanding {
        let isInHalf = 2 * count >= stories
        if isProse { return prose(count, of: stories, isInHalf: isInHalf) }
        guard count >= fewest else { return few(count, of: stories) }
        if isInHalf { return .fixture }
        return 20 * count >= stories ? .link : .rareLink
    }

    /// A feed of two stories cannot show more than two.
    private static func few(_ count: Int, of stories: Int) -> BlockStanding {
        guard count >= fewestBesideFixtures else { return .own }
        return count == stories ? .link : .rareLink
    }

    private static func prose(_ count: Int, of stories: Int, isInHalf: Bool) -> BlockStanding {
        guard count >= fewest else { return .own }
        if isInHalf && count >= 8 || 5 * count >= 4 * stories && count >= 4 { return .fixture }
        return isInHalf || count >= 5 && 10 * count >= stories ? .sentence : .own
    }
}

/// How much of an entry's summary and content has each standing, in bytes.
struct StandingBytes {
    /// Blocks that are links.
    var listed = 0
    var own = 0
    var links = 0
    var rareLinks = 0
    var sentences = 0
    var fixtures = 0

    mutating func add(_ bytes: Int, _ standing: BlockStanding) {
        switch standing {
        case .own: own += bytes
        case .link:
            links += bytes
            listed += 1
        case .rareLink: rareLinks += bytes
        case .sentence: sentences += bytes
        case .fixture: fixtures += bytes
        }
    }

    /// Whether blocks of that standing are left out. Sentences that outweigh all that is sure are a story told again;
    /// one or two links that are all there is are what the entry has to say.
    func leavesOut(_ standing: BlockStanding) -> Bool {
        switch standing {
        case .own: false
        case .fixture: true
        case .sentence: sentences <= own + fixtures
        case .link: own + sentences + fixtures > 0 || listed >= FurnitureRule.shortestList
        case .rareLink: fixtures > 0
        }
    }

    static func + (left: Self, right: Self) -> Self {
        Self(
            listed: left.listed + right.listed, own: left.own + right.own, links: left.links + right.links,
            rareLinks: left.rareLinks + right.rareLinks,
            sentences: left.sentences + right.sentences, fixtures: left.fixtures + right.fixtures)
    }
}
