#include "client/transcript.hpp"

#include <gmock/gmock.h>

namespace parley::client {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Message message(std::int64_t seq, Author author = Author::customer, std::string text = {}) {
    if (text.empty()) text = "text " + std::to_string(seq);
    return {"msg_" + std::to_string(seq), "chat_1", seq, author, "", text, "", "", ""};
}

Difference difference(Fault fault, std::int64_t seq) { return {fault, "chat_1", seq, "customer"}; }

Transcript told(std::vector<std::int64_t> const& seqs) {
    Transcript transcript{"customer"};
    for (auto const seq : seqs) transcript.add(message(seq), Via::event);
    return transcript;
}

TEST(Transcript, ACleanStreamHasNoDifferences) {
    auto transcript = told({1, 2, 3});
    EXPECT_EQ(transcript.complete(), 3);
    transcript.compare_with_store({message(1), message(2), message(3)});
    transcript.compare_with(
        {{Author::customer, "text 1"}, {Author::customer, "text 2"}, {Author::customer, "text 3"}});
    EXPECT_THAT(transcript.differences(), IsEmpty());
}

TEST(Transcript, NamesDuplicatesGapsAndWrongOrder) {
    EXPECT_THAT(told({1, 2, 2}).differences(), ElementsAre(difference(Fault::duplicate, 2)));
    EXPECT_THAT(told({1, 3}).differences(), ElementsAre(difference(Fault::gap, 2)));
    EXPECT_THAT(told({1, 3, 2}).differences(),
                ElementsAre(difference(Fault::gap, 2), difference(Fault::order, 2)));
    EXPECT_THAT(told({2}).differences(), ElementsAre(difference(Fault::gap, 1)));
}

TEST(Transcript, CompleteStopsAtTheFirstHole) {
    auto const transcript = told({1, 2, 4, 5});
    EXPECT_EQ(transcript.complete(), 2);
}

TEST(Transcript, HistoryMayComeAfterLiveEventsWhileCatchingUp) {
    Transcript transcript{"customer"};
    transcript.begin_catching_up();
    transcript.add(message(3), Via::event);
    transcript.add(message(1), Via::list);
    transcript.add(message(2), Via::list);
    transcript.add(message(3), Via::list);
    transcript.end_catching_up();
    transcript.add(message(4), Via::event);
    EXPECT_EQ(transcript.complete(), 4);
    EXPECT_FALSE(transcript.was_told(2));
    EXPECT_TRUE(transcript.was_told(3));
    EXPECT_THAT(transcript.differences(), IsEmpty());
}

TEST(Transcript, AHoleThatCatchingUpDoesNotFillIsAGap) {
    Transcript transcript{"customer"};
    transcript.begin_catching_up();
    transcript.add(message(1), Via::list);
    transcript.add(message(3), Via::event);
    transcript.end_catching_up();
    EXPECT_THAT(transcript.differences(), ElementsAre(difference(Fault::gap, 2)));
}

TEST(Transcript, WhatCannotBeFetchedAnyMoreIsNoGap) {
    Transcript transcript{"customer"};
    transcript.begin_catching_up();
    transcript.add(message(2), Via::event);
    transcript.give_up_catching_up();
    transcript.begin_catching_up();
    for (auto seq : {1, 2, 3}) transcript.add(message(seq), Via::list);
    transcript.end_catching_up();
    EXPECT_EQ(transcript.complete(), 3);
    EXPECT_THAT(transcript.differences(), IsEmpty());
}

TEST(Transcript, SystemLinesCountForSeqButAreNoTurns) {
    Transcript transcript{"customer"};
    transcript.add(message(1), Via::event);
    transcript.add(message(2, Author::system), Via::event);
    transcript.add(message(3, Author::agent, "hello"), Via::event);
    EXPECT_EQ(transcript.turns(), 2u);
    transcript.compare_with({{Author::customer, "text 1"}, {Author::agent, "hello"}});
    EXPECT_THAT(transcript.differences(), IsEmpty());
}

TEST(Transcript, TheStoreMustHaveTheSame) {
    auto missing = told({1});
    missing.compare_with_store({message(1), message(2)});
    EXPECT_THAT(missing.differences(), ElementsAre(difference(Fault::missing, 2)));

    auto phantom = told({1, 2});
    phantom.compare_with_store({message(1)});
    EXPECT_THAT(phantom.differences(), ElementsAre(difference(Fault::phantom, 2)));

    auto changed = told({1});
    changed.compare_with_store({message(1, Author::customer, "other")});
    EXPECT_THAT(changed.differences(), ElementsAre(difference(Fault::changed, 1)));

    auto unordered = told({1, 2});
    unordered.compare_with_store({message(2), message(1)});
    EXPECT_THAT(unordered.differences(),
                ElementsAre(difference(Fault::order, 2), difference(Fault::order, 1)));
}

TEST(Transcript, TheConversationMustBeTheOneThatWasHeld) {
    auto other_text = told({1});
    other_text.compare_with({{Author::customer, "something else"}});
    EXPECT_THAT(other_text.differences(), ElementsAre(difference(Fault::not_as_said, 1)));

    auto other_author = told({1});
    other_author.compare_with({{Author::agent, "text 1"}});
    EXPECT_THAT(other_author.differences(), ElementsAre(difference(Fault::not_as_said, 1)));

    auto too_much = told({1, 2});
    too_much.compare_with({{Author::customer, "text 1"}});
    EXPECT_THAT(too_much.differences(), ElementsAre(difference(Fault::not_as_said, 2)));

    auto too_little = told({1});
    too_little.compare_with({{Author::customer, "text 1"}, {Author::agent, "more"}});
    EXPECT_THAT(too_little.differences(), ElementsAre(difference(Fault::missing, 2)));
}

}  // namespace
}  // namespace parley::client
