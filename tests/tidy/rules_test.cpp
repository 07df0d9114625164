// Shows each rule a bad sample, to prove that it can object, and a good one, to prove that it does
// not.

#include "rules.hpp"

#include <gmock/gmock.h>

namespace parley::tidy {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Includes, FollowTheDirectionOfTheFolders) {
    EXPECT_THAT(check_includes({"src/net/a.cpp", "#include \"api/connection.hpp\"\n"}), IsEmpty());
    EXPECT_THAT(check_includes({"src/domain/a.cpp", "\n#include \"store/store.hpp\"\n"}),
                ElementsAre("src/domain/a.cpp:2: src/domain may not include src/store"));
    EXPECT_THAT(check_includes({"src/net/a.cpp", "#include \"service/chats.hpp\"\n"}),
                ElementsAre("src/net/a.cpp:1: src/net may not include src/service"));
}

TEST(Includes, AreWrittenFromSrcWithQuotes) {
    EXPECT_THAT(check_includes({"src/base/a.cpp", "#include <base/ids.hpp>\n"}),
                ElementsAre("src/base/a.cpp:1: own headers are included with quotes"));
    EXPECT_THAT(check_includes({"src/base/a.cpp", "#include \"ids.hpp\"\n"}),
                ElementsAre("src/base/a.cpp:1: write the path from src/: \"base/ids.hpp\""));
}

TEST(Includes, KeepSocketsAndSqlWhereTheyBelong) {
    EXPECT_THAT(check_includes({"src/net/a.cpp", "#include <boost/asio.hpp>\n"}), IsEmpty());
    EXPECT_THAT(check_includes({"src/store/sqlite/a.cpp", "#include <sqlite3.h>\n"}), IsEmpty());
    EXPECT_THAT(check_includes({"src/api/a.cpp", "#include <boost/beast/core.hpp>\n"}),
                ElementsAre("src/api/a.cpp:1: <boost/beast/core.hpp> does not belong in src/api"));
    EXPECT_THAT(check_includes({"src/service/a.cpp", "#include <soci/soci.h>\n"}),
                ElementsAre("src/service/a.cpp:1: <soci/soci.h> does not belong in src/service"));
}

TEST(Includes, KnowEveryFolder) {
    EXPECT_THAT(check_includes({"src/misc/a.cpp", ""}),
                ElementsAre("src/misc/a.cpp: the folder src/misc is not in the table of "
                            "docs/architecture.md"));
}

TEST(Size, IsLimitedInLinesAndColumns) {
    std::string lines;
    for (int i = 0; i < 400; ++i) lines += "x\n";
    EXPECT_THAT(check_size({"src/a.cpp", lines}), IsEmpty());
    EXPECT_THAT(check_size({"src/a.cpp", lines + "x\n"}),
                ElementsAre("src/a.cpp: 401 lines; look for the second thing that it does"));
    EXPECT_THAT(check_size({"src/a.hpp", std::string(101, 'x')}),
                ElementsAre("src/a.hpp:1: 101 columns, 100 are allowed"));
    std::string umlauts;
    for (int i = 0; i < 100; ++i) umlauts += "ä";
    EXPECT_THAT(check_size({"src/a.hpp", umlauts}), IsEmpty());
}

TEST(Opening, SaysWhatTheFileIsFor) {
    File const good{"src/base/ids.hpp", "#pragma once\n// Ids.\n"};
    File const implementation{"src/base/ids.cpp", "#include \"base/ids.hpp\"\n"};
    File const alone{"src/base/other.cpp", "#include \"base/ids.hpp\"\n"};
    File const silent{"src/base/more.hpp", "#pragma once\n\nint more();\n"};
    std::vector<File> const all = {good, implementation, alone, silent};
    EXPECT_THAT(check_opening(good, all), IsEmpty());
    EXPECT_THAT(check_opening(implementation, all), IsEmpty());
    EXPECT_THAT(check_opening(alone, all),
                ElementsAre("src/base/other.cpp: the first lines do not say what the file is for"));
    EXPECT_THAT(check_opening(silent, all),
                ElementsAre("src/base/more.hpp: the first lines do not say what the file is for"));
}

TEST(Words, OfUnfinishedWorkAreFound) {
    auto const note = std::string{"// TO"} + "DO: later\n";
    EXPECT_THAT(check_words({"docs/a.md", note}), testing::SizeIs(1));
    EXPECT_THAT(check_words({"docs/a.md", "what to do next\n"}), IsEmpty());
    EXPECT_THAT(check_words({"x", "mktemp parley." + std::string(6, 'X') + "\n"}), IsEmpty());
}

TEST(Words, ThatTurnTextIntoHtmlAreFoundInWebSources) {
    auto const line = std::string{"node.inner"} + "HTML = text\n";
    EXPECT_THAT(check_words({"web/ui/a.tsx", line}), testing::SizeIs(1));
    EXPECT_THAT(check_words({"docs/a.md", line}), IsEmpty());
}

TEST(Words, OfSomebodysMachineAreFound) {
    EXPECT_THAT(check_words({"README.md", std::string{"see /ho"} + "me/kim/parley\n"}),
                testing::SizeIs(1));
}

TEST(Quiet, TheRedactorPrintsNothing) {
    File const noisy{"src/domain/redaction/a.cpp", "#include <cstdio>\n"};
    EXPECT_THAT(check_quiet(noisy), testing::SizeIs(1));
    EXPECT_THAT(check_quiet({"src/domain/chat.cpp", noisy.text}), IsEmpty());
}

TEST(Readmes, AreInEveryFolder) {
    EXPECT_THAT(
        check_readmes({{"src/base/a.cpp", ""}, {"src/base/README.md", ""}, {"src/net/a.cpp", ""}}),
        ElementsAre("src/net/README.md is missing"));
}

TEST(Dependencies, HaveALineEach) {
    std::vector<File> const all = {
        {"cmake/packages.txt", "# list\nbuild    cmake   builds\ntest     chromium browser\n"},
        {"web/package.json", R"({"devDependencies": {"vite": "8.0.0", "@parley/ui": "0.1.0"}})"},
        {"docs/dependencies.md", "| `cmake` |"},
    };
    EXPECT_THAT(check_dependencies(all), ElementsAre("docs/dependencies.md: no line for `chromium`",
                                                     "docs/dependencies.md: no line for `vite`"));
}

}  // namespace
}  // namespace parley::tidy
