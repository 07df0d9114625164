#include "client/replay_report.hpp"

#include <boost/json.hpp>
#include <gmock/gmock.h>

namespace parley::client {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(ReplayReport, ACleanOneListsNothing) {
    ReplayReport report;
    report.chats = 2000;
    report.messages = 36'520;
    report.seconds = 10;
    EXPECT_THAT(as_table(report), HasSubstr("36,520"));
    EXPECT_THAT(as_table(report), HasSubstr("3,652"));
    EXPECT_THAT(as_table(report), Not(HasSubstr("not held")));
    EXPECT_EQ(list_differences(report), "");
}

TEST(ReplayReport, DifferencesHaveIdsAndNumbers) {
    ReplayReport report;
    report.differences.push_back({Fault::duplicate, "chat_1", 7, "agent1"});
    report.failures.push_back("chat_2: ended too early (wait_expired)");
    EXPECT_EQ(list_differences(report),
              "\nDifferences:\n"
              "  chat_1 seq 7: the message arrived twice (agent1)\n"
              "\nChats not held to the end:\n"
              "  chat_2: ended too early (wait_expired)\n");
    for (int i = 0; i < 60; ++i) report.differences.push_back({Fault::gap, "chat_3", i, "store"});
    EXPECT_THAT(list_differences(report), HasSubstr("and 11 more"));
}

TEST(ReplayReport, JsonHasTheSameFigures) {
    ReplayReport report;
    report.chats = 3;
    report.latency.add(std::chrono::milliseconds{2});
    report.differences.push_back({Fault::missing, "chat_1", 7, "customer"});
    auto const value = boost::json::parse(as_json(report));
    EXPECT_EQ(value.at("chats").as_int64(), 3);
    EXPECT_DOUBLE_EQ(value.at("latency_ms").at("p50").to_number<double>(), 2.0);
    EXPECT_EQ(value.at("differences").at(0).at("what").as_string(), fault_words(Fault::missing));
}

}  // namespace
}  // namespace parley::client
