// Sets that others have made and labelled: the redactor was not written against them. They lie in
// ../shared/data beside the tree and are no part of it; where they are missing, this is skipped.

#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>

#include <boost/json.hpp>
#include <gtest/gtest.h>
#include <zlib.h>

#include "domain/redaction/redaction.hpp"

namespace parley::redaction_test {
namespace {

using namespace domain::redaction;
namespace json = boost::json;

std::string path_of(std::string_view name) {
    return std::string{PARLEY_SOURCES "/../shared/data/"} + std::string{name};
}

/// Empty where the file is not there.
std::string unpacked(std::string_view name) {
    std::unique_ptr<gzFile_s, decltype(&::gzclose)> const file{
        ::gzopen(path_of(name).c_str(), "rb"), &::gzclose};
    std::string text;
    std::array<char, 64 * 1024> part;
    while (file) {
        int const count = ::gzread(file.get(), part.data(), static_cast<unsigned>(part.size()));
        if (count <= 0) break;
        text.append(part.data(), static_cast<std::size_t>(count));
    }
    return text;
}

template <class Work>
void each_line(std::string_view text, Work work) {
    while (!text.empty()) {
        auto const line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        if (!line.empty()) work(json::parse(line));
    }
}

Rules rules(Mode mode) {
    Rules all;
    all.mode = mode;
    return all;
}

std::string_view view(json::value const& value) { return value.as_string(); }

#define SKIP_WITHOUT(text, name) \
    if (text.empty()) GTEST_SKIP() << "reads ../shared/data/" name ", which is not there"

TEST(Labelled, CardsOfSyntheticTexts) {
    auto const text = unpacked("presidio_generated.json.gz");
    SKIP_WITHOUT(text, "presidio_generated.json.gz");
    for (auto const mode : {Mode::strict, Mode::balanced}) {
        int cards = 0, found = 0, wrong = 0;
        for (auto const& one : json::parse(text).as_array()) {
            int here = 0;
            for (auto const& span : one.at("spans").as_array()) {
                here += view(span.at("entity_type")) == "CREDIT_CARD" ? 1 : 0;
            }
            int masked = 0;
            for (auto const& find : redact(view(one.at("full_text")), rules(mode), {}).found) {
                masked += find.kind == Kind::card ? 1 : 0;
            }
            cards += here;
            found += std::min(here, masked);
            wrong += std::max(0, masked - here);
        }
        auto const recall = 1.0 * found / cards;
        auto const precision = 1.0 * found / (found + wrong);
        std::printf("presidio_generated, %s: %d cards, recall %.3f, precision %.3f\n",
                    mode == Mode::strict ? "strict" : "balanced", cards, recall, precision);
        EXPECT_GE(recall, 0.99);
        EXPECT_GE(precision, 0.99);
    }
}

TEST(Labelled, CardsOfCustomers) {
    auto const text = unpacked("pii_turns.jsonl.gz");
    SKIP_WITHOUT(text, "pii_turns.jsonl.gz");
    // Customers invented their numbers, most of which fail the check digit: only those that hold
    // can be found, and of the others some by chance.
    int messages = 0, holding = 0, found = 0, elsewhere = 0;
    each_line(text, [&](json::value const& line) {
        ++messages;
        std::string number;
        std::string_view rest = view(line.at("text"));
        for (auto const& label : line.at("labels").as_array()) {
            auto const word = rest.substr(0, rest.find(' '));
            rest.remove_prefix(std::min(rest.size(), word.size() + 1));
            if (view(label) != "card_number") continue;
            for (char const c : word) {
                if (c >= '0' && c <= '9') number.push_back(c);
            }
        }
        int sum = 0;
        for (std::size_t i = 0; i < number.size(); ++i) {
            int const value = (number[number.size() - 1 - i] - '0') * (i % 2 == 1 ? 2 : 1);
            sum += value / 10 + value % 10;
        }
        // Visa and Mastercard: what else they made up begins as no card does.
        bool const holds = number.size() == 16 && sum % 10 == 0 &&
                           (number.front() == '4' || (number >= "51" && number < "56"));
        bool masked = false;
        for (auto const& find : redact(view(line.at("text")), {}, {}).found) {
            masked = masked || find.kind == Kind::card;
        }
        holding += holds ? 1 : 0;
        found += holds && masked ? 1 : 0;
        elsewhere += number.size() < 12 && masked ? 1 : 0;
    });
    std::printf(
        "pii_turns: %d messages, %d with a card number that holds, found %d; in others %d\n",
        messages, holding, found, elsewhere);
    EXPECT_EQ(found, holding);
    EXPECT_LE(elsewhere * 10'000, messages * 2);
}

TEST(Labelled, OrdinaryChatMessages) {
    auto const text = unpacked("dialogues.jsonl.gz");
    SKIP_WITHOUT(text, "dialogues.jsonl.gz");
    for (auto const mode : {Mode::strict, Mode::balanced}) {
        int messages = 0, changed = 0;
        each_line(text, [&](json::value const& line) {
            for (auto const& turn : line.at("turns").as_array()) {
                ++messages;
                auto const result = redact(view(turn.at("text")), rules(mode), {});
                changed += result.verdict != Verdict::clean ? 1 : 0;
            }
        });
        std::printf("dialogues, %s: %d ordinary messages, %d masked\n",
                    mode == Mode::strict ? "strict" : "balanced", messages, changed);
        EXPECT_LE(changed * 10'000, messages);
    }
}

}  // namespace
}  // namespace parley::redaction_test
