// Card numbers that come in pieces over several messages, and what is typed key by key.

#include <algorithm>
#include <cstdio>

#include <gtest/gtest.h>

#include "domain/redaction/fragments.hpp"
#include "numbers.hpp"

namespace parley::redaction_test {
namespace {

using namespace domain::redaction;

constexpr int chats = 500;

/// The messages of a chat as everybody sees them in the end.
class Chat {
  public:
    explicit Chat(Mode mode, Context context = {}) : context_(context) { rules_.mode = mode; }

    void say(std::string const& text) {
        now_ = now_ + seconds{3};
        auto joined =
            fragments_.add(static_cast<std::int64_t>(texts_.size()), text, now_, rules_, context_);
        for (auto const& rewrite : joined.earlier) {
            texts_[static_cast<std::size_t>(rewrite.message)] = rewrite.text.text();
        }
        texts_.push_back(joined.current.text.text());
    }

    std::string digits() const {
        std::string all;
        for (auto const& text : texts_) {
            std::ranges::copy_if(text, std::back_inserter(all),
                                 [](char c) { return c >= '0' && c <= '9'; });
        }
        return all;
    }

  private:
    Rules rules_;
    Context context_;
    Fragments fragments_;
    Instant now_{1'000'000};
    std::vector<std::string> texts_;
};

std::vector<std::string> pieces(Random& random, std::string const& number, int how) {
    std::vector<std::string> all;
    for (std::size_t at = 0; at < number.size();) {
        auto size = how == 0 ? std::size_t{4} : how == 1 ? std::size_t{2} : 2 + random.below(6);
        // Eight messages at most.
        auto const left = 8 - all.size();
        size = std::max(size, (number.size() - at + left - 1) / left);
        if (at == 0) size = std::min(size, number.size() / 2);
        all.push_back(number.substr(at, size));
        at += size;
    }
    return all;
}

std::string said(Random& random, std::string const& piece) {
    switch (random.below(4)) {
        case 0:
            return "then " + piece;
        case 1:
            return piece + " ok?";
        default:
            return piece;
    }
}

double percent_found(Mode mode, Context const& context, int how, std::uint64_t seed) {
    Random random{seed};
    int found = 0;
    for (int i = 0; i < chats; ++i) {
        // What is in most purses: 16 digits, or 15.
        auto const& kind = card_kinds()[std::array{0, 2, 3, 4, 5, 10}[random.below(6)]];
        auto const number = card_number(random, kind);
        Chat chat{mode, context};
        for (auto const& piece : pieces(random, number, how)) {
            if (random.below(3) == 0)
                chat.say(std::string{random.one_of({"wait", "one sec", "so"})});
            chat.say(said(random, piece));
        }
        found += number.ends_with(chat.digits()) && chat.digits().size() <= 4 ? 1 : 0;
    }
    return 100.0 * found / chats;
}

TEST(Messages, FindANumberInPieces) {
    std::printf("in pieces, found            strict   balanced, card spoken of\n");
    constexpr std::array names = {"four by four", "two by two", "any"};
    for (int how = 0; how < 3; ++how) {
        auto const seed = static_cast<std::uint64_t>(how) + 10;
        auto const strict = percent_found(Mode::strict, {}, how, seed);
        auto const balanced =
            percent_found(Mode::balanced, {.card_word = true, .card = false}, how, seed);
        std::printf("%-24s %7.2f %%  %7.2f %%\n", names[static_cast<std::size_t>(how)], strict,
                    balanced);
        EXPECT_GE(strict, 99);
        EXPECT_GE(balanced, 99);
    }
}

TEST(Messages, LeaveOtherDigitsAlone) {
    auto const changed = [](Mode mode) {
        Random random{20};
        int all = 0;
        for (int i = 0; i < 2000; ++i) {
            Chat chat{mode};
            std::string said;
            for (int message = 0; message < 8; ++message) {
                auto const digits = random.digits(1 + random.below(6));
                said += digits;
                chat.say(digits);
            }
            all += chat.digits() == said ? 0 : 1;
        }
        return 100.0 * all / 2000;
    };
    auto const strict = changed(Mode::strict);
    auto const balanced = changed(Mode::balanced);
    std::printf("eight messages of nothing but digits, masked: strict %.2f %%, balanced %.2f %%\n",
                strict, balanced);
    EXPECT_LE(strict, 15);
    EXPECT_LE(balanced, 0.05);
}

TEST(Messages, ShowAtMostFourDigitsOfANumberWhileItIsTyped) {
    Random random{30};
    for (int i = 0; i < 300; ++i) {
        auto const number = card_number(random);
        auto const text = random.below(2) == 0 ? number : as_printed(number, " ");
        for (std::size_t keys = 1; keys <= text.size(); ++keys) {
            auto const typed = text.substr(0, keys);
            auto const shown = redact_preview(typed, {}, {}, false).text();
            auto const digits =
                std::ranges::count_if(shown, [](char c) { return c >= '0' && c <= '9'; });
            ASSERT_LE(digits, 4) << "after " << keys << " keys";
        }
    }
}

}  // namespace
}  // namespace parley::redaction_test
