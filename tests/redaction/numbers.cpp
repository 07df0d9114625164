#include "numbers.hpp"

namespace parley::redaction_test {

std::string Random::digits(std::size_t count) {
    std::string digits;
    while (digits.size() < count) digits.push_back(static_cast<char>('0' + below(10)));
    return digits;
}

std::span<CardKind const> card_kinds() {
    static std::vector<CardKind> const kinds = {
        {"Visa 16", {"4"}, 16},
        {"Visa 19", {"4"}, 19},
        {"Mastercard", {"51", "52", "53", "54", "55"}, 16},
        {"Mastercard 2", {"2221", "2345", "2500", "2699", "2720"}, 16},
        {"Amex", {"34", "37"}, 15},
        {"Discover", {"6011", "644", "649", "65"}, 16},
        {"JCB", {"3528", "3550", "3589"}, 16},
        {"Diners", {"300", "305", "36", "38"}, 14},
        {"UnionPay 16", {"62"}, 16},
        {"UnionPay 19", {"62"}, 19},
        {"Mir", {"2200", "2204"}, 16},
        {"Maestro", {"5018", "5038", "6304", "6759"}, 16},
    };
    return kinds;
}

char luhn_digit(std::string_view digits) {
    int sum = 0;
    bool twice = true;
    for (auto c = digits.rbegin(); c != digits.rend(); ++c, twice = !twice) {
        int const value = (*c - '0') * (twice ? 2 : 1);
        sum += value / 10 + value % 10;
    }
    return static_cast<char>('0' + (10 - sum % 10) % 10);
}

std::string card_number(Random& random, CardKind const& kind) {
    std::string number{kind.prefixes[random.below(kind.prefixes.size())]};
    number += random.digits(kind.length - 1 - number.size());
    number.push_back(luhn_digit(number));
    return number;
}

std::string card_number(Random& random) {
    return card_number(random, card_kinds()[random.below(card_kinds().size())]);
}

std::string grouped(std::string_view digits, std::string_view separator,
                    std::initializer_list<std::size_t> sizes) {
    std::string out;
    auto size = sizes.begin();
    while (!digits.empty()) {
        if (!out.empty()) out += separator;
        out += digits.substr(0, *size);
        digits.remove_prefix(std::min(digits.size(), *size));
        if (size + 1 != sizes.end()) ++size;
    }
    return out;
}

std::string as_printed(std::string_view number, std::string_view separator) {
    if (number.size() == 15) return grouped(number, separator, {4, 6, 5});
    if (number.size() == 14) return grouped(number, separator, {4, 6, 4});
    return grouped(number, separator, {4});
}

}  // namespace parley::redaction_test
