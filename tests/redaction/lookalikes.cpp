#include "lookalikes.hpp"

#include <algorithm>
#include <vector>

namespace parley::redaction_test {

namespace {

std::string with(std::string_view word, std::string_view number) {
    return std::string{word} + " " + std::string{number};
}

std::string several(Random& random, int from, int to, std::string_view separator,
                    std::function<std::string(Random&)> const& one) {
    std::string out;
    for (int count = random.between(from, to); count > 0; --count) {
        if (!out.empty()) out += separator;
        out += one(random);
    }
    return out;
}

std::string two_digits(int value) { return (value < 10 ? "0" : "") + std::to_string(value); }

std::string date(Random& r, std::string_view separator) {
    return two_digits(r.between(1, 28)) + std::string{separator} + two_digits(r.between(1, 12)) +
           std::string{separator} + std::to_string(r.between(2019, 2027));
}

std::string hex(Random& r, std::size_t count) {
    std::string out;
    while (out.size() < count) out.push_back("0123456789abcdef"[r.below(16)]);
    return out;
}

std::string upper_letters(Random& r, std::size_t count) {
    std::string out;
    while (out.size() < count) out.push_back(static_cast<char>('A' + r.below(26)));
    return out;
}

std::string iban(Random& r, std::string_view country, std::size_t digits) {
    auto const account = r.digits(digits);
    auto number = account;
    for (char const c : country) number += std::to_string(c - 'A' + 10);
    number += "00";
    int rest = 0;
    for (char const c : number) rest = (rest * 10 + (c - '0')) % 97;
    return std::string{country} + two_digits(98 - rest) + account;
}

std::string mod_10_weighted(std::string digits) {  // EAN and its kin
    int sum = 0;
    int weight = 3;
    for (auto c = digits.rbegin(); c != digits.rend(); ++c, weight = 4 - weight) {
        sum += (*c - '0') * weight;
    }
    return digits + static_cast<char>('0' + (10 - sum % 10) % 10);
}

std::string imei(Random& r, std::string_view tac) {
    auto digits = std::string{tac} + r.digits(14 - tac.size());
    return digits + luhn_digit(digits);
}

std::string ups(Random& r) {
    auto body = upper_letters(r, 1) + r.digits(2) + upper_letters(r, 1) + r.digits(11);
    int sum = 0;
    for (std::size_t i = 0; i < body.size(); ++i) {
        int const value = body[i] <= '9' ? body[i] - '0' : (body[i] - 'A' + 2) % 10;
        sum += i % 2 == 0 ? value : 2 * value;
    }
    return "1Z" + body + static_cast<char>('0' + (10 - sum % 10) % 10);
}

std::string millis(Random& r) { return "1" + std::to_string(r.between(6, 7)) + r.digits(11); }

std::string us_phone(Random& r) {
    return std::to_string(r.between(201, 989)) + "-" + std::to_string(r.between(200, 999)) + "-" +
           r.digits(4);
}

std::string german_phone(Random& r) { return "017" + r.digits(1) + " " + r.digits(7); }

std::string price(Random& r) { return std::to_string(r.between(1, 999)) + "." + r.digits(2); }

std::string uuid(Random& r) {
    return hex(r, 8) + "-" + hex(r, 4) + "-4" + hex(r, 3) + "-a" + hex(r, 3) + "-" + hex(r, 12);
}

std::string address(Random& r) {
    return several(r, 4, 4, ".", [](Random& one) { return std::to_string(one.between(1, 254)); });
}

std::vector<Lookalike> numbers_of_shops() {
    return {
        {"order, 16 digits",
         [](Random& r) {
             return with(r.one_of({"order number", "order", "Bestellung", "my order is"}),
                         r.digits(16));
         }},
        {"order, 4-4-4-4",
         [](Random& r) {
             return with(r.one_of({"order no.", "Bestellnummer"}), grouped(r.digits(16), " ", {4}));
         }},
        {"order with letters", [](Random& r) { return "where is SO" + r.digits(14) + "?"; }},
        {"order like a big shop's",
         [](Random& r) { return "order " + r.digits(3) + "-" + r.digits(7) + "-" + r.digits(7); }},
        {"invoice, 14 digits",
         [](Random& r) { return with(r.one_of({"invoice", "Rechnung Nr."}), r.digits(14)); }},
        {"invoice with date",
         [](Random& r) {
             return "INV-2025" + two_digits(r.between(1, 12)) + two_digits(r.between(1, 28)) + "-" +
                    r.digits(6);
         }},
        {"transaction", [](Random& r) { return with("transaction id", r.digits(18)); }},
        {"customer and order",
         [](Random& r) { return "customer " + r.digits(8) + ", order " + r.digits(8); }},
        {"FedEx", [](Random& r) { return with("tracking", r.digits(12)); }},
        {"USPS",
         [](Random& r) { return with("tracking number", grouped("94" + r.digits(20), " ", {4})); }},
        {"UPS", [](Random& r) { return with(r.one_of({"parcel", "it is", ""}), ups(r)); }},
        {"DHL", [](Random& r) { return with("Sendung", "JJD" + r.digits(18)); }},
        {"DHL, 20 digits", [](Random& r) { return with("Sendungsnummer", "0034" + r.digits(16)); }},
        {"EAN", [](Random& r) { return mod_10_weighted("40" + r.digits(10)); }},
        {"GTIN-14", [](Random& r) { return with("GTIN", mod_10_weighted("1" + r.digits(12))); }},
        {"ISBN",
         [](Random& r) {
             return with("ISBN",
                         grouped(mod_10_weighted("978" + r.digits(9)), "-", {3, 1, 5, 3, 1}));
         }},
        {"e-ticket", [](Random& r) { return with("ticket", "220-" + r.digits(10)); }},
        {"licence key",
         [](Random& r) {
             return several(r, 5, 5, "-",
                            [](Random& one) { return upper_letters(one, 2) + one.digits(3); });
         }},
        {"prices", [](Random& r) { return several(r, 4, 8, ", ", price); }},
    };
}

std::vector<Lookalike> numbers_of_things() {
    return {
        {"IMEI",
         [](Random& r) { return with("IMEI", imei(r, r.one_of({"35", "86", "01", "99"}))); }},
        {"IMEI alone", [](Random& r) { return imei(r, r.one_of({"35", "86", "01"})); }},
        {"IMEISV",
         [](Random& r) {
             return with("IMEISV", std::string{r.one_of({"35", "86"})} + r.digits(14));
         }},
        {"ICCID",
         [](Random& r) {
             auto digits = "8949" + r.digits(14);
             return with(r.one_of({"ICCID", "sim"}), digits + luhn_digit(digits));
         }},
        {"serial number",
         [](Random& r) { return with("serial", upper_letters(r, 3) + r.digits(13)); }},
        {"VIN", [](Random& r) { return "WVWZZZ" + upper_letters(r, 2) + "Z" + r.digits(8); }},
        {"electricity meter", [](Random& r) { return with("Zähler", "1EMH00" + r.digits(8)); }},
        {"milliseconds", [](Random& r) { return R"({"at":)" + millis(r) + "}"; }},
        {"microseconds", [](Random& r) { return R"({"at":)" + millis(r) + r.digits(3) + "}"; }},
        {"nanoseconds", [](Random& r) { return "ts=" + millis(r) + r.digits(6); }},
        {"UUID", uuid},
        {"hash", [](Random& r) { return hex(r, r.below(2) == 0 ? 40 : 32); }},
        {"float", [](Random& r) { return "0." + r.digits(16); }},
        {"place on earth", [](Random& r) { return "48." + r.digits(7) + ", 11." + r.digits(7); }},
        {"IP addresses", [](Random& r) { return several(r, 2, 4, " ", address); }},
        {"snowflake", [](Random& r) { return "https://social.example/status/1" + r.digits(18); }},
    };
}

std::vector<Lookalike> numbers_of_people() {
    return {
        {"two German phones", [](Random& r) { return several(r, 2, 2, " / ", german_phone); }},
        {"international phone",
         [](Random& r) {
             return "+" + std::to_string(r.between(30, 99)) + " " +
                    grouped(r.digits(10), " ", {3, 3, 4});
         }},
        {"American phones", [](Random& r) { return several(r, 2, 3, ", ", us_phone); }},
        {"IBAN in groups", [](Random& r) { return grouped(iban(r, "DE", 18), " ", {4}); }},
        {"IBAN", [](Random& r) { return with("IBAN", iban(r, r.below(2) ? "AT" : "ES", 16)); }},
        {"lists of four digits",
         [](Random& r) {
             return several(r, 4, 9, " ", [](Random& one) { return one.digits(4); });
         }},
        {"grid of 0 to 99",
         [](Random& r) {
             return several(r, 8, 20, " ", [](Random& one) { return one.digits(2); });
         }},
        {"dates",
         [](Random& r) {
             return several(r, 2, 4, ", ", [](Random& one) { return date(one, "."); });
         }},
        {"masked card",
         [](Random& r) {
             return "4" + r.digits(3) + " " + r.digits(2) + "** **** " + r.digits(4);
         }},
    };
}

}  // namespace

std::span<Lookalike const> lookalikes() {
    static std::vector<Lookalike> const all = [] {
        std::vector<Lookalike> kinds = numbers_of_shops();
        std::ranges::copy(numbers_of_things(), std::back_inserter(kinds));
        std::ranges::copy(numbers_of_people(), std::back_inserter(kinds));
        return kinds;
    }();
    return all;
}

}  // namespace parley::redaction_test
