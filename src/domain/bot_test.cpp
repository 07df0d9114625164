#include "domain/bot.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/text.hpp"

namespace parley::domain {
namespace {

Bot shop() {
    return {"Hello!",
            {{"Where is my order?", {"parcel", "track", "order"}, "On its way.", false},
             {"Returns", {"send back", "rückgabe", "travel agent"}, "Within 30 days.", false},
             {"Complaint", {"angry", "order"}, "I am sorry.", true}},
            {"agent", "human", "a person"},
            "I do not know.",
            2};
}

FoundAnswer found(std::string_view text) { return find_answer(shop(), text); }

TEST(Bot, FindsTheTitleThatWasPicked) {
    EXPECT_EQ(found("Returns").by, FoundBy::title);
    EXPECT_EQ(found("Returns").answer, 1u);
    EXPECT_EQ(found("where is MY order").by, FoundBy::title);
}

TEST(Bot, FindsWholeWordsWhateverTheirCaseAndAccents) {
    EXPECT_EQ(found("Can I SEND  it? Send back, I mean.").answer, 1u);
    EXPECT_EQ(found("Die Ruckgabe bitte").answer, 1u);
    EXPECT_EQ(found("my parcels").by, FoundBy::nothing);  // another word
    EXPECT_EQ(found("???").by, FoundBy::nothing);
}

TEST(Bot, TheLongestPhraseCountsAndOfEqualOnesTheFirst) {
    EXPECT_EQ(found("my order").answer, 0u);
    EXPECT_EQ(found("hello, where is my order? I am angry").answer, 0u);
    EXPECT_EQ(found("a travel agent sold it").answer, 1u);
    EXPECT_EQ(found("order, human!").by, FoundBy::hand_over);  // of equal length
    EXPECT_EQ(found("I want to talk to a person").by, FoundBy::hand_over);
}

HandOverCard card_of(std::vector<std::string> const& texts) {
    HandOverCard card;
    for (auto const& text : texts) add_to_card(card, shop(), text, found(text));
    return card;
}

TEST(Bot, ItsCardSaysWhatWasAskedAnsweredAndLeftOpen) {
    auto const card =
        card_of({"Where is my parcel?", "I want my money back", "Returns", "my parcel",
                 "I want my money back", "a person, please", std::string(500, 'x')});
    EXPECT_EQ(card.wanted, "Where is my parcel?");
    EXPECT_EQ(card.done, "Where is my order?; Returns");
    EXPECT_EQ(card.open, "I want my money back; " + shorten(std::string(500, 'x'), 140));
    EXPECT_TRUE(card_of({"Human!"}).is_empty());
    EXPECT_EQ(card_of({"I want a human, my printer is broken"}).wanted,
              "I want a human, my printer is broken");
}

TEST(Bot, ItsCardStaysShort) {
    std::vector<std::string> texts;
    for (int i = 0; i < 200; ++i) texts.push_back("question " + std::to_string(i));
    EXPECT_LE(code_points(card_of(texts).open), 500u);
}

TEST(Bot, SaysWhatIsWrong) {
    auto bot = shop();
    EXPECT_EQ(wrong(bot), std::nullopt);
    bot.answers[2].title = "RETURNS!";
    EXPECT_EQ(wrong(bot)->field, "answers/2/title");
    bot = shop();
    bot.answers[0].phrases.assign(21, "x");
    EXPECT_EQ(wrong(bot)->field, "answers/0/phrases");
    bot = shop();
    bot.unknown_max = 6;
    EXPECT_EQ(wrong(bot)->field, "unknown_max");
    bot = shop();
    bot.hand_over_phrases = {" "};
    EXPECT_EQ(wrong(bot)->field, "hand_over_phrases");
}

// --- properties ----------------------------------------------------------------------------------

/// Words of few letters, so that they meet, with what may stand between them.
rc::Gen<std::string> some_text() {
    auto const piece = rc::gen::element<std::string>("a", "B", "ä", "Ä", "ß", "ss", " ", "  ", "?",
                                                     "-", "é", "é", "1", "中", "🙂", "\n");
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece), [](auto const& all) {
        std::string text;
        for (auto const& one : all) text += one;
        return text;
    });
}

rc::Gen<Bot> some_bot() {
    auto const answer = rc::gen::build<BotAnswer>(
        rc::gen::set(&BotAnswer::title, some_text()),
        rc::gen::set(&BotAnswer::phrases,
                     rc::gen::container<std::vector<std::string>>(some_text())),
        rc::gen::set(&BotAnswer::text, rc::gen::just(std::string{"An answer."})),
        rc::gen::set(&BotAnswer::hands_over));
    return rc::gen::build<Bot>(
        rc::gen::set(&Bot::greeting, rc::gen::just(std::string{"Hello"})),
        rc::gen::set(&Bot::answers, rc::gen::container<std::vector<BotAnswer>>(answer)),
        rc::gen::set(&Bot::hand_over_phrases,
                     rc::gen::container<std::vector<std::string>>(some_text())),
        rc::gen::set(&Bot::unknown, rc::gen::just(std::string{"What?"})),
        rc::gen::set(&Bot::unknown_max, rc::gen::just(std::int64_t{2})));
}

RC_GTEST_PROP(BotProperties, AnyTextFindsTheSameAgainAndWhatIsThere, ()) {
    auto const bot = *some_bot();
    auto const text = *some_text();
    auto const once = find_answer(bot, text), again = find_answer(bot, text);
    RC_ASSERT(once.by == again.by);
    RC_ASSERT(once.answer == again.answer);
    RC_ASSERT(once.phrase == again.phrase);
    bool const of_answer = once.by == FoundBy::title || once.by == FoundBy::phrase;
    RC_ASSERT(once.answer.has_value() == of_answer);
    if (of_answer) RC_ASSERT(*once.answer < bot.answers.size());
    RC_ASSERT(once.phrase.empty() == (once.by == FoundBy::nothing));
}

RC_GTEST_PROP(BotProperties, ATitleFindsItsAnswerWhereNothingIsWrong, ()) {
    auto bot = *some_bot();
    // What nobody could save is left out, answer by answer.
    std::vector<BotAnswer> right;
    for (auto const& answer : bot.answers) {
        right.push_back(answer);
        if (wrong({"Hello", right, {}, "What?", 2})) right.pop_back();
    }
    bot.answers = right;
    for (std::size_t i = 0; i < right.size(); ++i) {
        // As it comes from a page: cleaned, in any case.
        auto const found = find_answer(bot, fold_case(clean_text(right[i].title)));
        RC_ASSERT(found.by == FoundBy::title);
        RC_ASSERT(found.answer == i);
    }
}

}  // namespace
}  // namespace parley::domain
