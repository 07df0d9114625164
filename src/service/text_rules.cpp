#include "service/text_rules.hpp"

#include <algorithm>
#include <cctype>

#include "base/text.hpp"

namespace parley::service {

namespace {

bool is_key(std::string const& key) {
    return !key.empty() && key.size() <= 40 && std::ranges::all_of(key, [](unsigned char c) {
        return std::isalnum(c) || c == '_' || c == '-';
    });
}

}  // namespace

void need_length(std::int64_t points, std::int64_t points_max, std::string const& path) {
    if (points > points_max) {
        throw invalid(path, "at most " + std::to_string(points_max) + " characters");
    }
}

void need_length(std::string const& text, std::int64_t points_max, std::string const& path) {
    need_length(static_cast<std::int64_t>(code_points(text)), points_max, path);
}

std::string message_text(std::string const& raw, std::int64_t points_max, std::string const& path) {
    auto text = clean_text(raw);
    if (text.empty()) throw invalid(path, "must not be empty");
    need_length(text, points_max, path);
    return text;
}

std::string note_text(store::Tx& tx, std::string const& raw, std::string const& path) {
    if (clean_text(raw).empty()) return {};
    return message_text(raw, tx.limits().agent_text_max, path);
}

std::string clean_name(std::string const& raw, std::int64_t points_max, std::string const& path) {
    auto text = clean_line(raw);
    need_length(text, points_max, path);
    return text;
}

std::string clean_email(std::string const& raw, std::string const& path) {
    constexpr std::size_t email_bytes_max = 254;  // RFC 5321, path limit
    auto text = clean_line(raw);
    if (text.empty()) return text;
    auto const at = text.find('@');
    if (text.size() > email_bytes_max || at == std::string::npos || at == 0 ||
        at + 1 == text.size() || text.find('@', at + 1) != std::string::npos ||
        text.find(' ') != std::string::npos) {
        throw invalid(path, "must be an e-mail address such as name@example.org");
    }
    return text;
}

Fields clean_fields(std::optional<Fields> const& raw, std::string const& path) {
    constexpr std::size_t fields_max = 30;
    constexpr std::int64_t field_text_max = 500;
    Fields clean;
    if (!raw) return clean;
    if (raw->size() > fields_max) throw invalid(path, "at most 30 fields");
    for (auto const& [key, value] : *raw) {
        auto const where = path + "/" + key;
        if (!is_key(key))
            throw invalid(where, "a field's name has letters, digits, _ and -, at most 40");
        auto text = clean_text(value);
        need_length(text, field_text_max, where);
        if (!text.empty()) clean[key] = std::move(text);
    }
    return clean;
}

void check_key(std::string const& key, std::string const& path) {
    if (!is_key(key)) throw invalid(path, "has letters, digits, _ and -, at most 40");
}

void check_client_id(std::string const& id) {
    bool good = id.size() == 36;
    for (std::size_t i = 0; good && i < id.size(); ++i) {
        bool const dash = i == 8 || i == 13 || i == 18 || i == 23;
        good = dash ? id[i] == '-' : std::isxdigit(static_cast<unsigned char>(id[i])) != 0;
    }
    if (!good) throw invalid("/client_id", "must be a UUID");
}

std::int64_t page_limit(std::optional<std::int64_t> wanted, std::int64_t usual, std::int64_t most) {
    auto const limit = wanted.value_or(usual);
    if (limit < 1 || limit > most) {
        throw invalid("/limit", "must be from 1 to " + std::to_string(most));
    }
    return limit;
}

std::optional<store::Queue> find_queue(store::Tx& tx, OrganizationId organization,
                                       std::string const& id_or_name) {
    if (auto const id = id_from_text<QueueTag>(id_or_name)) {
        auto queue = tx.queues.find(*id);
        return queue && queue->organization == organization ? queue : std::nullopt;
    }
    return tx.queues.find(organization, id_or_name);
}

}  // namespace parley::service
