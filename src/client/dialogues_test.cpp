#include "client/dialogues.hpp"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <zlib.h>

namespace parley::client {
namespace {

constexpr char two_lines[] = R"({"id":"a","topics":["x"],"turns":[{"from":"customer","text":"hi"},)"
                             R"({"from":"agent","text":"hello"}]})"
                             "\n\n"
                             R"({"id":"b","turns":[{"from":"agent","text":"grüß dich"}]})";

class Dialogues : public testing::Test {
  protected:
    std::string file(std::string const& content) {
        std::ofstream{path_, std::ios::binary} << content;
        return path_;
    }
    std::string message(std::string const& content) {
        try {
            (void)read_dialogues(file(content));
        } catch (std::runtime_error const& error) {
            return error.what();
        }
        return "no error";
    }
    ~Dialogues() override { std::filesystem::remove(path_); }

    std::string path_ = testing::TempDir() + "dialogues_" +
                        testing::UnitTest::GetInstance()->current_test_info()->name();
};

void expect_both(std::vector<Dialogue> const& read) {
    ASSERT_EQ(read.size(), 2u);
    EXPECT_EQ(read[0].id, "a");
    ASSERT_EQ(read[0].turns.size(), 2u);
    EXPECT_EQ(read[0].turns[1].author, Author::agent);
    EXPECT_EQ(read[0].turns[1].text, "hello");
    EXPECT_EQ(read[1].turns[0].text, "grüß dich");
}

TEST_F(Dialogues, ReadsPlainAndPackedLines) {
    expect_both(read_dialogues(file(two_lines)));
    auto* const packed = ::gzopen(path_.c_str(), "wb");
    ASSERT_GT(::gzwrite(packed, two_lines, sizeof two_lines - 1), 0);
    ::gzclose(packed);
    expect_both(read_dialogues(path_));
}

TEST_F(Dialogues, TextsAreCleanedAndEmptyTurnsLeftOut) {
    auto const read = read_dialogues(file(
        R"({"id":"a","turns":[{"from":"customer","text":" hi "},{"from":"agent","text":" "}]})"));
    ASSERT_EQ(read[0].turns.size(), 1u);
    EXPECT_EQ(read[0].turns[0].text, "hi");
}

TEST_F(Dialogues, SaysWhatIsWrongAndWhere) {
    using testing::HasSubstr;
    EXPECT_THAT(message("{\"id\":\"a\"}"), HasSubstr("line 1: needs \"id\" and \"turns\""));
    EXPECT_THAT(message("\n[1]"), HasSubstr("line 2: is no JSON object"));
    EXPECT_THAT(message(R"({"id":"a","turns":[{"from":"bot","text":"x"}]})"),
                HasSubstr("neither customer nor agent"));
    EXPECT_THAT(message(R"({"id":"a","turns":[]})"), HasSubstr("has no turns"));
    EXPECT_THAT(message("\n"), HasSubstr("has no conversations"));
    EXPECT_THROW((void)read_dialogues("/nowhere/at/all"), std::runtime_error);
}

TEST_F(Dialogues, APackedFileThatEndsTooEarlyIsNotTakenForWhole) {
    auto* const packed = ::gzopen(path_.c_str(), "wb");
    std::string many;
    for (int i = 0; i < 2000; ++i) many += std::to_string(i * 7919) + two_lines;
    ASSERT_GT(::gzwrite(packed, many.data(), static_cast<unsigned>(many.size())), 0);
    ::gzclose(packed);
    std::filesystem::resize_file(path_, std::filesystem::file_size(path_) / 2);
    EXPECT_THROW((void)read_dialogues(path_), std::runtime_error);
}

}  // namespace
}  // namespace parley::client
