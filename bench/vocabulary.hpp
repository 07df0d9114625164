#pragma once
// Texts for measurements, the same in each run: words as unevenly spread as those of people are.

#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace parley::bench {

class Random {
  public:
    std::int64_t below(std::int64_t end) {
        state_ = state_ * 6364136223846793005u + 1442695040888963407u;
        return static_cast<std::int64_t>((state_ >> 33) % static_cast<std::uint64_t>(end));
    }

  private:
    std::uint64_t state_ = 4711;
};

/// Words of six letters, the more common the lower their rank (Zipf): of ten words in a message the
/// first is in more than half of all, the hundredth in 1 %, the 40,000th in one of 40,000.
class Vocabulary {
  public:
    static constexpr std::int64_t common = 0, middling = 300, rare = 40'000;

    static std::string word(std::int64_t rank) {
        constexpr std::string_view consonants = "bdfghklmnprstvwxzcjq", vowels = "aeiou";
        // Neighbours in rank are none in the alphabet.
        auto number = (rank * 7919 + 17) % 1'000'000;
        std::string text;
        for (int i = 0; i < 3; ++i) {
            text += consonants[static_cast<std::size_t>(number % 100 / 5)];
            text += vowels[static_cast<std::size_t>(number % 5)];
            number /= 100;
        }
        return text;
    }
    std::string const& some(Random& random) {
        constexpr std::int64_t steps = 1 << 30;
        auto const chance = static_cast<double>(random.below(steps)) / steps;
        auto const rank = std::exp(chance * std::log(static_cast<double>(words_.size()))) - 1;
        return words_[static_cast<std::size_t>(rank)];
    }
    std::string text(Random& random) {
        std::string all;
        for (int i = 0; i < 10; ++i) all += (i ? " " : "") + some(random);
        return all;
    }

  private:
    std::vector<std::string> words_ = [] {
        std::vector<std::string> all;
        for (std::int64_t rank = 0; rank < 50'000; ++rank) all.push_back(word(rank));
        return all;
    }();
};

}  // namespace parley::bench
