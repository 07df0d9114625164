#include "store/row_sum.hpp"

#include <charconv>
#include <cstring>

#include <sodium.h>

#include "base/ensure.hpp"

namespace parley::store {

RowSum::RowSum() {
    static bool const started = sodium_init() >= 0;
    ENSURE(started);
}

RowSum::RowSum(std::int64_t rows, std::string_view hash) : rows_(rows) {
    // What is no hash equals none but by a chance that nobody meets.
    if (hash.size() != 32) return;
    std::from_chars(hash.data(), hash.data() + 16, sum_[1], 16);
    std::from_chars(hash.data() + 16, hash.data() + 32, sum_[0], 16);
}

void RowSum::add(Row row) {
    // The length before each text: no two rows have the same text.
    text_.clear();
    for (auto const& field : row) {
        if (!field) {
            text_ += '-';
            continue;
        }
        text_ += std::to_string(field->size());
        text_ += ':';
        text_ += *field;
    }
    std::array<unsigned char, 16> hash;
    crypto_generichash(hash.data(), hash.size(),
                       reinterpret_cast<unsigned char const*>(text_.data()), text_.size(), nullptr,
                       0);
    std::array<std::uint64_t, 2> halves;
    std::memcpy(halves.data(), hash.data(), hash.size());
    sum_[0] += halves[0];
    sum_[1] += halves[1] + (sum_[0] < halves[0] ? 1 : 0);
    ++rows_;
}

std::string RowSum::hash() const {
    std::string text(32, '0');
    for (int half = 0; half < 2; ++half) {
        auto value = sum_[static_cast<std::size_t>(1 - half)];
        for (int digit = 15; digit >= 0; --digit, value >>= 4) {
            text[static_cast<std::size_t>(half * 16 + digit)] = "0123456789abcdef"[value & 15];
        }
    }
    return text;
}

bool RowSum::operator==(RowSum const& other) const {
    return rows_ == other.rows_ && sum_ == other.sum_;
}

}  // namespace parley::store
