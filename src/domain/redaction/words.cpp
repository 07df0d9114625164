#include "domain/redaction/words.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace parley::domain::redaction {

namespace {

struct Entry {
    std::u32string_view word;  // a * at the end: and whatever follows
    Word kind;
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
};

struct Phrase {
    std::u32string_view before;
    std::u32string_view word;
    Word kind;
};

constexpr std::array phrases = {
    Phrase{U"security", U"code", Word::code},    Phrase{U"the", U"back", Word::code},
    Phrase{U"der", U"rückseite", Word::code},    Phrase{U"de", U"seguridad", Word::code},
    Phrase{U"de", U"sécurité", Word::code},      Phrase{U"di", U"sicurezza", Word::code},
    Phrase{U"three", U"digits", Word::code},     Phrase{U"drei", U"ziffern", Word::code},
    Phrase{U"american", U"express", Word::card},
};

constexpr std::size_t letters_max = 24;

char32_t lower(char32_t c) {
    if (c < 128) return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
    return c >= U'À' && c <= U'Þ' ? c + 0x20 : c;
}

bool matches(std::u32string_view entry, std::u32string_view word) {
    if (entry.back() == U'*') return word.starts_with(entry.substr(0, entry.size() - 1));
    return entry == word;
}

/// The entries by their first letter, a to z and then all others.
struct Index {
    std::array<std::vector<Entry const*>, 27> by_letter;
    static std::size_t slot(char32_t c) { return c >= U'a' && c <= U'z' ? c - U'a' : 26; }
    Index() {
        for (auto const& entry : entries) by_letter[slot(entry.word.front())].push_back(&entry);
    }
};

}  // namespace

Words::Words(View const& plain) {
    static Index const index;
    std::array<char32_t, letters_max> letters{};
    std::array<char32_t, letters_max> before{};
    std::size_t before_size = 0;
    auto const add = [&](Word word, Item const& first, Item const& last) {
        marks_.push_back({word, first.point, last.point + 1});
        seen_ |= bit(word);
    };
    for (std::size_t i = 0; i < plain.size(); ++i) {
        if (plain[i].cls != Class::letter) continue;
        auto const begin = i;
        std::size_t size = 0;
        auto last = i;
        for (; i < plain.size(); ++i) {
            if (plain[i].cls == Class::ignorable) continue;
            if (plain[i].cls != Class::letter) break;
            if (size < letters_max) letters[size++] = lower(plain[i].c);
            last = i;
        }
        i = last;  // the loop goes on behind the word
        std::u32string_view const word{letters.data(), size};
        for (auto const* entry : index.by_letter[Index::slot(word.front())]) {
            if (matches(entry->word, word)) add(entry->kind, plain[begin], plain[last]);
        }
        for (auto const& phrase : phrases) {
            if (word == phrase.word &&
                phrase.before == std::u32string_view{before.data(), before_size}) {
                add(phrase.kind, plain[begin], plain[last]);
            }
        }
        before = letters;
        before_size = size;
    }
}

bool Words::near(std::uint32_t begin, std::uint32_t end, std::uint32_t points,
                 std::initializer_list<Word> words) const {
    std::uint32_t wanted = 0;
    for (auto const word : words) wanted |= bit(word);
    if ((wanted & seen_) == 0) return false;
    auto const from = begin > points ? begin - points : 0;
    auto const first =
        std::ranges::lower_bound(marks_, from, {}, [](Mark const& mark) { return mark.end; });
    for (auto mark = first; mark != marks_.end() && mark->begin <= end + points; ++mark) {
        if ((wanted & bit(mark->word)) != 0) return true;
    }
    return false;
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
