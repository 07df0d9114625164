#include "domain/bot.hpp"

#include <set>

#include "base/text.hpp"

namespace parley::domain {

namespace {

/// The words of a text with a space around each. What has no words, such as an emoji, is one word.
std::string key_of(std::string_view text) {
    auto words = plain_words(text);
    if (words.empty()) words = fold_case(clean_line(text));
    return words.empty() ? words : " " + words + " ";
}

/// The best of the phrases that the text has.
struct Search {
    std::string const text;  // as key_of
    FoundAnswer best{FoundBy::nothing, {}, {}};
    std::size_t length = 0;

    void look(std::string const& phrase, FoundBy by, std::optional<std::size_t> answer) {
        auto const key = key_of(phrase);
        auto const points = code_points(key);
        if (key.empty() || points <= length || text.find(key) == std::string::npos) return;
        length = points;
        best = {by, answer, phrase};
    }
};

std::optional<std::string> wrong_phrases(std::vector<std::string> const& phrases) {
    if (phrases.size() > bot_phrases_max) return "at most " + std::to_string(bot_phrases_max);
    for (auto const& phrase : phrases) {
        if (key_of(phrase).empty()) return "must not be empty";
    }
    return std::nullopt;
}

}  // namespace

std::optional<WrongBot> wrong(Bot const& bot) {
    if (bot.answers.size() > bot_answers_max) {
        return WrongBot{"answers", "at most " + std::to_string(bot_answers_max)};
    }
    std::set<std::string> titles;
    for (std::size_t i = 0; i < bot.answers.size(); ++i) {
        auto const& answer = bot.answers[i];
        auto const path = "answers/" + std::to_string(i);
        auto const key = key_of(answer.title);
        if (key.empty()) return WrongBot{path + "/title", "must not be empty"};
        if (!titles.insert(key).second) return WrongBot{path + "/title", "is there twice"};
        if (answer.text.empty()) return WrongBot{path + "/text", "must not be empty"};
        if (auto const rule = wrong_phrases(answer.phrases)) {
            return WrongBot{path + "/phrases", *rule};
        }
    }
    if (auto const rule = wrong_phrases(bot.hand_over_phrases)) {
        return WrongBot{"hand_over_phrases", *rule};
    }
    if (bot.greeting.empty()) return WrongBot{"greeting", "must not be empty"};
    if (bot.unknown.empty()) return WrongBot{"unknown", "must not be empty"};
    if (bot.unknown_max < 1 || bot.unknown_max > bot_unknown_most) {
        return WrongBot{"unknown_max", "must be from 1 to " + std::to_string(bot_unknown_most)};
    }
    return std::nullopt;
}

FoundAnswer find_answer(Bot const& bot, std::string_view text) {
    Search search{key_of(text)};
    for (std::size_t i = 0; i < bot.answers.size(); ++i) {
        auto const& title = bot.answers[i].title;
        if (!search.text.empty() && key_of(title) == search.text) return {FoundBy::title, i, title};
    }
    // First those that ask for a person: of equal ones they count.
    for (auto const& phrase : bot.hand_over_phrases) search.look(phrase, FoundBy::hand_over, {});
    for (std::size_t i = 0; i < bot.answers.size(); ++i) {
        auto const& answer = bot.answers[i];
        search.look(answer.title, FoundBy::phrase, i);
        for (auto const& phrase : answer.phrases) search.look(phrase, FoundBy::phrase, i);
    }
    return search.best;
}

void add_to_card(HandOverCard& card, Bot const& bot, std::string const& text,
                 FoundAnswer const& found) {
    constexpr std::size_t shown = 140;  // of each text
    constexpr std::size_t most = 500;   // of all together
    auto const add = [](std::string& to, std::string const& what) {
        auto const one = shorten(what, shown);
        if (("; " + to + "; ").find("; " + one + "; ") != std::string::npos) return;
        auto const all = to.empty() ? one : to + "; " + one;
        if (code_points(all) <= most) to = all;
    };
    // Whoever says nothing but that they want a person has not said what they want.
    bool const only_asks = found.by == FoundBy::hand_over && key_of(text) == key_of(found.phrase);
    if (card.wanted.empty() && !only_asks) add(card.wanted, text);
    if (found.answer) {
        add(card.done, bot.answers[*found.answer].title);
    } else if (found.by == FoundBy::nothing) {
        add(card.open, text);
    }
}

}  // namespace parley::domain
