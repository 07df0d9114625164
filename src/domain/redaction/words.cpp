#include "domain/redaction/words.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace parley::domain::redaction {

namespace {

struct Entry {
    std::u32string_view word;  // a * at the end: and whatever follows
    Word kind;
    std::u32string_view before = {};  // the word before, where it takes two
};

constexpr std::array entries = {
    Entry{U"amex", Word::card},
    Entry{U"bankkarte*", Word::card},
    Entry{U"card", Word::card},
    Entry{U"cardholder", Word::card},
    Entry{U"cardno", Word::card},
    Entry{U"cardnumber", Word::card},
    Entry{U"cards", Word::card},
    Entry{U"carta", Word::card},
    Entry{U"cartao", Word::card},
    Entry{U"cartão", Word::card},
    Entry{U"carte", Word::card},
    Entry{U"cc", Word::card},
    Entry{U"ccn", Word::card},
    Entry{U"credit", Word::card},
    Entry{U"creditcard*", Word::card},
    Entry{U"debit", Word::card},
    Entry{U"debitcard*", Word::card},
    Entry{U"debitkarte*", Word::card},
    Entry{U"diners", Word::card},
    Entry{U"girocard*", Word::card},
    Entry{U"jcb", Word::card},
    Entry{U"kaart", Word::card},
    Entry{U"kaartnummer", Word::card},
    Entry{U"karta", Word::card},
    Entry{U"karte", Word::card},
    Entry{U"karten", Word::card},
    Entry{U"kartennummer*", Word::card},
    Entry{U"karty", Word::card},
    Entry{U"kartę", Word::card},
    Entry{U"kort", Word::card},
    Entry{U"kortet", Word::card},
    Entry{U"kortnummer", Word::card},
    Entry{U"kreditkart*", Word::card},
    Entry{U"maestro", Word::card},
    Entry{U"mastercard*", Word::card},
    Entry{U"pan", Word::card},
    Entry{U"rupay", Word::card},
    Entry{U"tarjeta*", Word::card},
    Entry{U"unionpay", Word::card},
    Entry{U"visa", Word::card},
    Entry{U"visacard", Word::card},
    Entry{U"visakarte", Word::card},

    Entry{U"ablauf*", Word::expiry},
    Entry{U"caduca*", Word::expiry},
    Entry{U"exp", Word::expiry},
    Entry{U"expir*", Word::expiry},
    Entry{U"expdate", Word::expiry},
    Entry{U"gültig*", Word::expiry},
    Entry{U"gueltig*", Word::expiry},
    Entry{U"mmyy", Word::expiry},
    Entry{U"scadenza", Word::expiry},
    Entry{U"thru", Word::expiry},
    Entry{U"validade", Word::expiry},

    Entry{U"csc", Word::code},
    Entry{U"cvc*", Word::code},
    Entry{U"cvn", Word::code},
    Entry{U"cvv*", Word::code},
    Entry{U"kartenprüfnummer", Word::code},
    Entry{U"kpn", Word::code},
    Entry{U"prüfnummer*", Word::code},
    Entry{U"pruefnummer*", Word::code},
    Entry{U"prüfziffer*", Word::code},
    Entry{U"pruefziffer*", Word::code},
    Entry{U"sicherheitscode*", Word::code},
    Entry{U"sicherheitsnummer*", Word::code},

    Entry{U"geheimzahl*", Word::pin},
    Entry{U"pin", Word::pin},
    Entry{U"pins", Word::pin},

    Entry{U"artikel*", Word::other_number},
    Entry{U"auftrag*", Word::other_number},
    Entry{U"batch", Word::other_number},
    Entry{U"bestell*", Word::other_number},
    Entry{U"booking", Word::other_number},
    Entry{U"buchung*", Word::other_number},
    Entry{U"case", Word::other_number},
    Entry{U"claim", Word::other_number},
    Entry{U"commande", Word::other_number},
    Entry{U"contract", Word::other_number},
    Entry{U"customer", Word::other_number},
    Entry{U"device", Word::other_number},
    Entry{U"factura", Word::other_number},
    Entry{U"facture", Word::other_number},
    Entry{U"id", Word::other_number},
    Entry{U"invoice*", Word::other_number},
    Entry{U"konto*", Word::other_number},
    Entry{U"kunden*", Word::other_number},
    Entry{U"licen*", Word::other_number},
    Entry{U"meter", Word::other_number},
    Entry{U"mitglied*", Word::other_number},
    Entry{U"order*", Word::other_number},
    Entry{U"parcel", Word::other_number},
    Entry{U"pedido", Word::other_number},
    Entry{U"policy", Word::other_number},
    Entry{U"product", Word::other_number},
    Entry{U"rechnung*", Word::other_number},
    Entry{U"ref", Word::other_number},
    Entry{U"refer*", Word::other_number},
    Entry{U"reserv*", Word::other_number},
    Entry{U"session", Word::other_number},
    Entry{U"shipment", Word::other_number},
    Entry{U"sku", Word::other_number},
    Entry{U"ticket*", Word::other_number},
    Entry{U"transaction", Word::other_number},
    Entry{U"transaktion*", Word::other_number},
    Entry{U"txn", Word::other_number},
    Entry{U"vertrag*", Word::other_number},
    Entry{U"vorgang*", Word::other_number},
    Entry{U"zähler*", Word::other_number},

    Entry{U"ean", Word::own_format},
    Entry{U"epoch", Word::own_format},
    Entry{U"gtin", Word::own_format},
    Entry{U"guid", Word::own_format},
    Entry{U"iban", Word::own_format},
    Entry{U"iccid", Word::own_format},
    Entry{U"imei*", Word::own_format},
    Entry{U"imsi", Word::own_format},
    Entry{U"isbn", Word::own_format},
    Entry{U"meid", Word::own_format},
    Entry{U"sendung*", Word::own_format},
    Entry{U"serial*", Word::own_format},
    Entry{U"serien*", Word::own_format},
    Entry{U"sscc", Word::own_format},
    Entry{U"timestamp*", Word::own_format},
    Entry{U"tracking*", Word::own_format},
    Entry{U"upc", Word::own_format},
    Entry{U"uuid", Word::own_format},

    Entry{U"end*", Word::ending},
    Entry{U"last", Word::ending},
    Entry{U"letzte*", Word::ending},

    Entry{U"social", Word::social},
    Entry{U"ssn*", Word::social},

    Entry{U"call*", Word::phone},
    Entry{U"cell*", Word::phone},
    Entry{U"fax", Word::phone},
    Entry{U"handy*", Word::phone},
    Entry{U"mobil*", Word::phone},
    Entry{U"phone*", Word::phone},
    Entry{U"rufnummer*", Word::phone},
    Entry{U"tel", Word::phone},
    Entry{U"telefon*", Word::phone},
    Entry{U"telephone*", Word::phone},
    Entry{U"whatsapp", Word::phone},

    Entry{U"aadhaar", Word::national_id},
    Entry{U"bsn", Word::national_id},
    Entry{U"cpf", Word::national_id},
    Entry{U"idnr*", Word::national_id},
    Entry{U"medicare", Word::national_id},
    Entry{U"nhs", Word::national_id},
    Entry{U"nino", Word::national_id},
    Entry{U"nir", Word::national_id},
    Entry{U"pesel", Word::national_id},
    Entry{U"sin", Word::national_id},
    Entry{U"sofi", Word::national_id},
    Entry{U"steuer*", Word::national_id},
    Entry{U"tax", Word::national_id},
    Entry{U"tfn", Word::national_id},

    Entry{U"code", Word::code, U"security"},
    Entry{U"back", Word::code, U"the"},
    Entry{U"rückseite", Word::code, U"der"},
    Entry{U"seguridad", Word::code, U"de"},
    Entry{U"sécurité", Word::code, U"de"},
    Entry{U"sicurezza", Word::code, U"di"},
    Entry{U"digits", Word::code, U"three"},
    Entry{U"ziffern", Word::code, U"drei"},
    Entry{U"express", Word::card, U"american"},
};

constexpr std::size_t letters_max = 24;

char32_t lower(char32_t c) {
    if (c < 128) return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
    return c >= U'À' && c <= U'Þ' ? c + 0x20 : c;
}

/// An entry as it is compared: the first eight letters at once, and the rest if they are the same.
struct Form {
    std::uint64_t first = 0;
    std::uint64_t mask = 0;
    std::u32string_view letters;
    bool whole = true;  // or only the beginning of a word
    Entry const* entry = nullptr;
};

/// The letters that have come so far of a word; only the last byte of each counts.
constexpr std::size_t first_letters = 8;
std::uint64_t first_of(char32_t letter, std::size_t place) {
    return static_cast<std::uint64_t>(letter & 0xFF) << 8 * place;
}

/// The entries by their first two letters: a to z, and then all others.
class Index {
  public:
    Index() {
        for (auto const& entry : entries) {
            Form form;
            form.entry = &entry;
            form.whole = entry.word.back() != U'*';
            form.letters = entry.word.substr(0, entry.word.size() - (form.whole ? 0 : 1));
            for (std::size_t i = 0; i < std::min(first_letters, form.letters.size()); ++i) {
                form.first |= first_of(form.letters[i], i);
                form.mask |= first_of(0xFF, i);
            }
            forms_[slot(form.letters[0], form.letters[1])].push_back(form);
        }
    }
    std::span<Form const> like(std::u32string_view word) const {
        if (word.size() < 2) return {};
        return forms_[slot(word[0], word[1])];
    }

  private:
    static std::size_t slot(char32_t c) { return c >= U'a' && c <= U'z' ? c - U'a' : 26; }
    static std::size_t slot(char32_t a, char32_t b) { return slot(a) * 27 + slot(b); }
    std::array<std::vector<Form>, 27 * 27> forms_;
};

}  // namespace

void Words::read(View const& plain) {
    static Index const index;
    clear();
    std::array<std::array<char32_t, letters_max>, 2> letters;  // of this word and the one before
    std::array<std::size_t, 2> sizes{};
    std::size_t which = 0;
    for (std::size_t i = 0; i < plain.size(); ++i) {
        if (plain[i].cls != Class::letter) continue;
        auto const begin = i;
        std::size_t size = 0;
        std::uint64_t first = 0;
        auto last = i;
        for (; i < plain.size(); ++i) {
            if (plain[i].cls == Class::ignorable) continue;
            if (plain[i].cls != Class::letter) break;
            last = i;
            if (size == letters_max) continue;
            auto const letter = lower(plain[i].c);
            if (size < first_letters) first |= first_of(letter, size);
            letters[which][size++] = letter;
        }
        i = last;  // the loop goes on behind the word
        sizes[which] = size;
        std::u32string_view const word{letters[which].data(), size};
        which = 1 - which;
        for (auto const& form : index.like(word)) {
            if ((first & form.mask) != form.first) continue;
            if (form.whole ? word != form.letters : !word.starts_with(form.letters)) continue;
            auto const& entry = *form.entry;
            std::u32string_view const before{letters[which].data(), sizes[which]};
            if (!entry.before.empty() && entry.before != before) continue;
            marks_.push_back({entry.kind, plain[begin].point, plain[last].point + 1});
            by_word_[static_cast<std::size_t>(entry.kind)].push_back(marks_.back());
            seen_ |= bit(entry.kind);
            if (entry.kind == Word::card || entry.kind == Word::expiry ||
                entry.kind == Word::code) {
                of_card_.push_back(marks_.back());
            }
        }
    }
}

void Words::clear() {
    if (seen_ == 0) return;
    marks_.clear();
    for (auto& marks : by_word_) marks.clear();
    of_card_.clear();
    seen_ = 0;
}

bool Words::near(std::span<Mark const> marks, std::uint32_t begin, std::uint32_t end,
                 std::uint32_t points) {
    auto const from = begin > points ? begin - points : 0;
    auto const first =
        std::ranges::lower_bound(marks, from, {}, [](Mark const& mark) { return mark.end; });
    return first != marks.end() && first->begin <= end + points;
}

Mark const* Words::other_before(std::uint32_t begin, std::uint32_t from) const {
    if (!any(Word::other_number) && !any(Word::own_format) && !any(Word::phone)) return nullptr;
    auto mark = std::ranges::lower_bound(marks_, begin, {}, &Mark::begin);
    while (mark != marks_.begin()) {
        --mark;
        if (mark->begin < from || mark->end + before_points < begin) return nullptr;
        switch (mark->word) {
            case Word::card:
                return nullptr;  // "order with card …"
            case Word::other_number:
            case Word::own_format:
            case Word::phone:
                return &*mark;
            default:
                break;
        }
    }
    return nullptr;
}

}  // namespace parley::domain::redaction
