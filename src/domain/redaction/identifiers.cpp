#include "domain/redaction/identifiers.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "domain/redaction/ascii.hpp"
#include "domain/redaction/checks.hpp"
#include "domain/redaction/mask.hpp"

namespace parley::domain::redaction {

namespace {

constexpr std::uint32_t phone_digits_min = 7;
constexpr std::uint32_t phone_digits_max = 15;
constexpr std::uint32_t phone_kept = 2;
constexpr std::uint32_t kept = 4;

enum class Proof : std::uint8_t {
    check,           // what holds is hardly chance
    check_and_word,  // one in ten or eleven numbers holds: a word has to say so, too
};

struct NationalId {
    std::string_view rule;
    std::uint32_t size;
    bool (*holds)(DigitValues);
    Proof proof;
};

constexpr std::array national_ids = {
    NationalId{"national_id:ca", 9, is_social_insurance_ca, Proof::check_and_word},
    NationalId{"national_id:nl", 9, is_bsn_nl, Proof::check_and_word},
    NationalId{"national_id:au", 9, is_tfn_au, Proof::check_and_word},
    NationalId{"national_id:uk", 10, is_nhs_uk, Proof::check_and_word},
    NationalId{"national_id:br", 11, is_cpf_br, Proof::check},
    NationalId{"national_id:pl", 11, is_pesel_pl, Proof::check_and_word},
    NationalId{"national_id:de", 11, is_tax_de, Proof::check_and_word},
    NationalId{"national_id:in", 12, is_aadhaar_in, Proof::check_and_word},
    NationalId{"national_id:fr", 15, is_nir_fr, Proof::check},
};

using ascii::is_alnum, ascii::is_letter;

bool is_local(char c) {
    return is_alnum(c) || c == '.' || c == '_' || c == '%' || c == '+' || c == '-' ||
           static_cast<unsigned char>(c) >= 0x80;
}
bool is_host(char c) { return is_alnum(c) || c == '.' || c == '-'; }

class IdentifierSearch {
  public:
    IdentifierSearch(std::string_view text, Scene const& scene)
        : text_(text), scene_(scene), digits_(scene.digits), groups_(scene.digits.groups()) {}

    std::vector<Identifier> work() {
        auto const& kinds = scene_.rules.kinds;
        if (kinds.has(Kind::email)) emails();
        if (kinds.has(Kind::iban)) ibans();
        if (kinds.has(Kind::national_id)) words();
        for (auto const& chain : digits_.chains()) {
            auto const begin = groups_[chain.begin].begin;
            auto const end = groups_[chain.end - 1].end;
            if (end - begin > phone_digits_max || is_kept_rest(begin)) continue;
            if (kinds.has(Kind::ssn) && social(chain)) continue;
            if (kinds.has(Kind::national_id) && national(begin, end)) continue;
            if (kinds.has(Kind::phone)) phone(chain);
        }
        return std::move(found_);
    }

  private:
    void add(Kind kind, std::string_view rule, std::size_t begin, std::size_t end,
             std::uint32_t leading, std::uint32_t last) {
        found_.push_back({kind, rule, static_cast<std::uint32_t>(begin),
                          static_cast<std::uint32_t>(end), leading, last});
    }
    void add_digits(Kind kind, std::string_view rule, std::uint32_t begin, std::uint32_t end,
                    std::uint32_t last) {
        add(kind, rule, item(begin).begin, item(end - 1).end, 0, last);
    }
    Item const& item(std::uint32_t digit) const { return scene_.view[digits_.item(digit)]; }
    DigitValues values(std::uint32_t begin, std::uint32_t end) const {
        return digits_.values().subspan(begin, end - begin);
    }
    bool is_kept_rest(std::uint32_t digit) const {
        return follows_mask(scene_.view, digits_.item(digit));
    }
    bool spoken_of(std::uint32_t begin, std::uint32_t end, Word word) const {
        return scene_.words.near(item(begin).point, item(end - 1).point + 1, context_points, word);
    }

    void emails() {
        for (auto at = text_.find('@'); at != std::string_view::npos;
             at = text_.find('@', at + 1)) {
            auto begin = at;
            while (begin > 0 && at - begin < 64 && is_local(text_[begin - 1])) --begin;
            // A character is masked as a whole, or not at all.
            while (begin < at && (text_[begin] & 0xC0) == 0x80) ++begin;
            auto end = at + 1;
            while (end < text_.size() && is_host(text_[end])) ++end;
            while (end > at && !is_alnum(text_[end - 1])) --end;
            auto const host = text_.substr(at + 1, end - std::min(end, at + 1));
            auto const dot = host.find_last_of('.');
            if (dot == std::string_view::npos || dot == 0 || host.size() - dot < 3) continue;
            // Something of its name has to be left: what is masked has no letters.
            if (std::ranges::any_of(text_.substr(begin, at - begin), is_alnum)) {
                add(Kind::email, "email", begin, at, 0, 0);
            }
        }
    }

    void ibans() {
        std::vector<Span> spans;
        find_ibans(text_, spans);
        for (auto const& span : spans) add(Kind::iban, "iban", span.begin, span.end, 2, kept);
    }

    /// National ids with letters in them, each a word by itself.
    void words() {
        std::size_t next = 0;
        for (std::size_t i = 0; i <= text_.size(); ++i) {
            if (i < text_.size() && is_alnum(text_[i])) continue;
            auto const begin = std::exchange(next, i + 1);
            if (i - begin != 9 && i - begin != 16) continue;
            std::array<char, 16> letters;
            std::ranges::transform(text_.substr(begin, i - begin), letters.begin(), [](char c) {
                return is_letter(c) ? static_cast<char>(c & ~0x20) : c;
            });
            std::string_view const word{letters.data(), i - begin};
            if (is_dni_es(word)) add(Kind::national_id, "national_id:es", begin, i, 0, 0);
            if (is_fiscal_code_it(word)) add(Kind::national_id, "national_id:it", begin, i, 0, 0);
        }
    }

    bool has_sizes(Chain const& chain, std::initializer_list<std::uint32_t> sizes) const {
        return std::ranges::equal(groups_.subspan(chain.begin, chain.end - chain.begin), sizes, {},
                                  &Group::size);
    }

    bool social(Chain const& chain) {
        auto const begin = groups_[chain.begin].begin;
        auto const end = groups_[chain.end - 1].end;
        if (!is_social_security_us(values(begin, end))) return false;
        // Written as nothing else is, or called so.
        if (!has_sizes(chain, {3, 2, 4}) && !spoken_of(begin, end, Word::social)) return false;
        add_digits(Kind::ssn, "ssn", begin, end, kept);
        return true;
    }

    bool national(std::uint32_t begin, std::uint32_t end) {
        for (auto const& id : national_ids) {
            if (id.size != end - begin) continue;
            if (id.proof == Proof::check_and_word && !spoken_of(begin, end, Word::national_id)) {
                continue;
            }
            if (!id.holds(values(begin, end))) continue;
            add_digits(Kind::national_id, id.rule, begin, end, 0);
            return true;
        }
        return false;
    }

    void phone(Chain const& chain) {
        auto const begin = groups_[chain.begin].begin;
        auto const end = groups_[chain.end - 1].end;
        if (end - begin < phone_digits_min) return;
        auto const at = digits_.item(begin);
        bool const plus = at > 0 && scene_.view[at - 1].c == U'+';
        bool const american = (has_sizes(chain, {3, 3, 4}) && digits_.values()[begin] > 1) ||
                              (has_sizes(chain, {1, 3, 3, 4}) && digits_.values()[begin] == 1);
        if (!(plus && end - begin > phone_digits_min) && !american &&
            !spoken_of(begin, end, Word::phone)) {
            return;
        }
        add_digits(Kind::phone,
                   plus       ? "phone:plus"
                   : american ? "phone:american"
                              : "phone:word",
                   begin, end, phone_kept);
    }

    std::string_view text_;
    Scene const& scene_;
    Digits const& digits_;
    std::span<Group const> groups_;
    std::vector<Identifier> found_;
};

}  // namespace

std::vector<Identifier> find_identifiers(std::string_view text, Scene const& scene) {
    return IdentifierSearch{text, scene}.work();
}

}  // namespace parley::domain::redaction
