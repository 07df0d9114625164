#include "client/load_marks.hpp"

#include <boost/json.hpp>
#include <gmock/gmock.h>

#include "client/session.hpp"

namespace parley::client {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::pair<Told, LoadMark>> read(std::string_view frame) {
    std::vector<std::pair<Told, LoadMark>> all;
    read_marks(frame, [&](Told told, LoadMark mark) { all.emplace_back(told, mark); });
    return all;
}

constexpr LoadMark small{Side::customer, 0, 0};
constexpr LoadMark large{Side::agent, 65535, 2'000'000'000};

TEST(LoadMarks, AMarkSurvivesTextIdAndCall) {
    for (auto const mark : {small, large, LoadMark{Side::agent, 17, 4711}}) {
        EXPECT_EQ(mark_of(id_of(mark)), mark);
        EXPECT_LT(id_of(mark), 1ll << 53);
        EXPECT_GE(id_of(mark), raw_ids_from);
        std::string text;
        append_load_text(text, mark);
        EXPECT_EQ(text.size(), load_text_bytes);
        EXPECT_EQ(find_load_text(R"({"text":")" + text + R"("})"), mark);

        std::string call;
        write_post(call, mark, "chat_1");
        auto const value = boost::json::parse(call);
        EXPECT_EQ(value.at("id").as_int64(), id_of(mark));
        EXPECT_EQ(value.at("params").at("text").as_string(), text);
        EXPECT_EQ(value.at("params").at("client_id").as_string().size(), 36u);
    }
    std::string one;
    std::string other;
    append_load_uuid(one, {Side::customer, 1, 2});
    append_load_uuid(other, {Side::agent, 1, 2});
    EXPECT_NE(one, other);
}

TEST(LoadMarks, AnswersEventsAndBatchesAreRead) {
    std::string text;
    append_load_text(text, large);
    auto const event =
        R"({"jsonrpc":"2.0","method":"event","params":{"data":{"id":"msg_1","text":")" + text +
        R"("}}})";
    auto const answer = R"({"jsonrpc":"2.0","id":)" + std::to_string(id_of(small)) +
                        R"(,"result":{"message":{"text":")" + text + R"("}}})";
    auto const refusal =
        R"({"jsonrpc":"2.0","id":)" + std::to_string(id_of(large)) + R"(,"error":{"code":-32000}})";
    EXPECT_THAT(read(event), ElementsAre(std::pair{Told::posted, large}));
    EXPECT_THAT(read(answer), ElementsAre(std::pair{Told::acknowledged, small}));
    EXPECT_THAT(read("[" + answer + "," + event + "," + refusal + "]"),
                ElementsAre(std::pair{Told::acknowledged, small}, std::pair{Told::posted, large},
                            std::pair{Told::refused, large}));
}

TEST(LoadMarks, OtherThingsArePassedOver) {
    EXPECT_THAT(read(""), IsEmpty());
    EXPECT_THAT(read(R"({"jsonrpc":"2.0","method":"event","params":{"type":"typing"}})"),
                IsEmpty());
    EXPECT_THAT(read(R"({"jsonrpc":"2.0","method":"event","params":{"text":"load x 1 1"}})"),
                IsEmpty());
    EXPECT_THAT(read(R"({"jsonrpc":"2.0","id":0,"result":{}})"), IsEmpty());
    EXPECT_EQ(find_load_text(R"("text":"load c 1)"), std::nullopt);
}

}  // namespace
}  // namespace parley::client
