#include "domain/policy.hpp"

#include <charconv>
#include <map>

#include "base/ensure.hpp"
#include "base/json.hpp"
#include "domain/presence.hpp"

namespace parley::domain {

namespace {

enum class Levels { organization, queue, agent, both };

/// What the type of a member does not say of its switch.
struct Row {
    std::string_view name;
    SwitchGroup group;
    Levels levels;
    std::int64_t min = 0;
    std::int64_t max = 0;
    std::vector<std::string_view> words = {};
    bool of_presets = true;
};

std::vector<Row> rows() {
    using enum SwitchGroup;
    constexpr std::int64_t day_s = 86'400;
    return {
        {"routing", routing, Levels::queue},
        {"strategy", routing, Levels::queue},
        {"require_agent", routing, Levels::queue},
        {"max_wait_s", routing, Levels::queue, 30, day_s},
        {"answer_target_s", routing, Levels::queue, 0, day_s},
        {"service_target_percent", routing, Levels::queue, 1, 100},
        {"reply_target_s", routing, Levels::queue, 10, day_s},
        {"customer_absent_s", routing, Levels::queue, 2, day_s},
        {"customer_lost_s", routing, Levels::queue, 0, day_s},
        {"drain", routing, Levels::queue},
        {"overflow_s", routing, Levels::queue, 0, day_s, {}, false},
        {"overflow_queue", routing, Levels::queue, 0, 0, {}, false},
        {"last_agent_h", routing, Levels::queue, 0, 8760, {}, false},
        {"customer_message_max",
         writing,
         Levels::queue,
         message_max_least,
         customer_message_max_most,
         {},
         false},
        {"agent_message_max",
         writing,
         Levels::queue,
         message_max_least,
         agent_message_max_most,
         {},
         false},
        {"rich_text", writing, Levels::queue},
        {"typing_preview", writing, Levels::queue, 0, 0, {}, false},
        {"attachments", writing, Levels::queue, 0, 0, {}, false},
        {"customer_attachments", writing, Levels::queue, 0, 0, {}, false},
        {"attachments_max", writing, Levels::queue, 1, 10, {}, false},
        {"attachments_max_mb", writing, Levels::queue, 1, 25, {}, false},
        {"rating", writing, Levels::queue, 0, 0, {}, false},
        {"desktop_sharing", writing, Levels::queue},
        {"transcript_mail", writing, Levels::queue, 0, 0, {}, false},
        {"mail_language", writing, Levels::queue, 0, 0, {}, false},
        {"redaction", SwitchGroup::redaction, Levels::queue, 0, 0, {}, false},
        {"redaction_mode", SwitchGroup::redaction, Levels::queue, 0, 0, {}, false},
        {"redaction_objection", SwitchGroup::redaction, Levels::queue, 0, 0, {}, false},
        {"redaction_pictures", SwitchGroup::redaction, Levels::queue, 0, 0, {}, false},
        {"redact_iban", SwitchGroup::redaction, Levels::queue, 0, 0, {}, false},
        {"redact_ssn", SwitchGroup::redaction, Levels::queue, 0, 0, {}, false},
        {"redact_phone", SwitchGroup::redaction, Levels::queue, 0, 0, {}, false},
        {"redact_email", SwitchGroup::redaction, Levels::queue, 0, 0, {}, false},
        {"redact_national_id", SwitchGroup::redaction, Levels::queue, 0, 0, {}, false},
        {"offer_s", offers, Levels::queue, 0, 600},
        {"offer_timer", offers, Levels::queue},
        {"offer_shows_text", offers, Levels::queue},
        {"offer_shows_email", offers, Levels::queue},
        {"offer_shows_queue", offers, Levels::queue},
        {"offers_max", offers, Levels::agent, 1, 1000},
        {"accept_all", offers, Levels::agent},
        {"reject", offers, Levels::both},
        {"reject_shown", offers, Levels::both},
        {"reject_reason_required", offers, Levels::both},
        {"reject_next", offers, Levels::both, 0, 0, {stay}},
        {"reject_next_multi", offers, Levels::both},
        {"timeout_next", offers, Levels::both, 0, 0, {stay, auto_accept}},
        {"exclude_s", offers, Levels::queue, 0, day_s},
        {"requeue_position", offers, Levels::queue},
        {"cap", load, Levels::agent, 1, 1000},
        {"cap_limit", load, Levels::organization, 1, 1000},
        {"weight", load, Levels::queue, least_weight, 1000, {}, false},
        {"busy_when", load, Levels::agent},
        {"busy_auto_clear", load, Levels::agent},
        {"stop_new", load, Levels::agent},
        {"stop_new_next", load, Levels::agent, 0, 0, {stay}},
        {"login_status", presence, Levels::agent},
        {"inactivity_min", presence, Levels::agent, 0, 1000},
        {"logout_blocked_by", presence, Levels::agent},
        {"manager_override", presence, Levels::agent},
        {"monitor_shown", presence, Levels::both, 0, 0, {}, false},
        {"wrap_up", SwitchGroup::wrap_up, Levels::both},
        {"wrap_up_s", SwitchGroup::wrap_up, Levels::both, 5, day_s},
        {"wrap_up_scope", SwitchGroup::wrap_up, Levels::agent},
        {"wrap_up_blocks", SwitchGroup::wrap_up, Levels::agent},
        {"wrap_up_on_timeout", SwitchGroup::wrap_up, Levels::both},
        {"wrap_up_hold", SwitchGroup::wrap_up, Levels::both},
        {"wrap_up_extend", SwitchGroup::wrap_up, Levels::both},
        {"codes_min", SwitchGroup::wrap_up, Levels::queue, 0, 20},
        {"codes_max", SwitchGroup::wrap_up, Levels::queue, 1, 20},
        {"after_chat", SwitchGroup::wrap_up, Levels::agent, 0, 0, {stay}},
        {"transfer_queue", handing_on, Levels::both},
        {"transfer_agent", handing_on, Levels::both},
        {"transfer_empty_queue", handing_on, Levels::both},
        {"conference_guests", handing_on, Levels::both, 0, 7},
        {"conference_missed", handing_on, Levels::both},
        {"one_speaker", handing_on, Levels::queue},
    };
}

std::vector<Scope> scopes(Levels levels) {
    using enum Scope;
    switch (levels) {
        case Levels::organization:
            return {organization};
        case Levels::queue:
            return {organization, partition, queue};
        case Levels::agent:
            return {organization, team, agent};
        case Levels::both:
            return {organization, partition, queue, team, agent};
    }
    return {};
}

std::optional<std::int64_t> number(std::string_view text) {
    std::int64_t value{};
    auto const end = text.data() + text.size();
    auto const [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || stop != end) return std::nullopt;
    return value;
}

/// How a member of each type is read, written and described.
template <class T>
struct Value;

template <>
struct Value<bool> {
    static constexpr auto kind = SwitchKind::yes_no;
    static bool read(std::string_view word) { return word == "true"; }
    static std::string write(bool value) { return value ? "true" : "false"; }
    static std::vector<std::string_view> choices() { return {}; }
};
template <>
struct Value<std::int64_t> {
    static constexpr auto kind = SwitchKind::number;
    static std::int64_t read(std::string_view word) { return *number(word); }
    static std::string write(std::int64_t value) { return std::to_string(value); }
    static std::vector<std::string_view> choices() { return {}; }
};
template <>
struct Value<std::string> {
    static constexpr auto kind = SwitchKind::status;
    static std::string read(std::string_view word) { return std::string{word}; }
    static std::string write(std::string const& value) { return value; }
    static std::vector<std::string_view> choices() { return {}; }
};
template <>
struct Value<QueueId> {
    static constexpr auto kind = SwitchKind::queue;
    static QueueId read(std::string_view word) {
        return word.empty() ? QueueId{} : *id_from_text<QueueTag>(word);
    }
    static std::string write(QueueId value) { return value ? to_text(value) : std::string{}; }
    static std::vector<std::string_view> choices() { return {}; }
};
template <DescribedEnum E>
struct Value<E> {
    static constexpr auto kind = SwitchKind::choice;
    static E read(std::string_view text) { return *from_word<E>(text); }
    static std::string write(E value) { return std::string{word(value)}; }
    static std::vector<std::string_view> choices() {
        std::vector<std::string_view> all;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>(
            [&](auto each) { all.emplace_back(each.name); });
        return all;
    }
};

/// Calls `visit` with a pointer to the member of this name and to its type's Value.
struct Member {
    void (*set)(Policy&, std::string_view);
    std::string (*get)(Policy const&);
    Switch described;
};

std::vector<Member> make_members() {
    auto const all = rows();
    std::vector<Member> members;
    boost::mp11::mp_for_each<PublicMembers<Policy>>([&](auto each) {
        using Each = decltype(each);
        using T = std::remove_cvref_t<decltype(std::declval<Policy&>().*Each::pointer)>;
        ENSURE(members.size() < all.size());
        auto const& row = all[members.size()];
        ENSURE(row.name == each.name);  // rows() has one row a member, in the same order
        auto choices = Value<T>::choices();
        choices.insert(choices.end(), row.words.begin(), row.words.end());
        members.push_back(
            {[](Policy& policy, std::string_view text) {
                 policy.*Each::pointer = Value<T>::read(text);
             },
             [](Policy const& policy) { return Value<T>::write(policy.*Each::pointer); },
             {row.name, row.group, Value<T>::kind, scopes(row.levels), choices, row.min, row.max,
              row.of_presets}});
    });
    ENSURE(members.size() == all.size());
    return members;
}

std::map<std::string_view, Member> const& members() {
    static auto const by_name = [] {
        std::map<std::string_view, Member> index;
        for (auto& member : make_members()) index.emplace(member.described.name, member);
        return index;
    }();
    return by_name;
}

std::string one_of(std::vector<std::string_view> const& choices) {
    std::string all;
    for (auto const each : choices) all += (all.empty() ? "" : ", ") + std::string{each};
    return "must be one of " + all;
}

}  // namespace

std::span<Switch const> switches() {
    static auto const all = [] {
        std::vector<Switch> described;
        for (auto const& member : make_members()) described.push_back(member.described);
        return described;
    }();
    return all;
}

Switch const* find_switch(std::string_view name) {
    auto const found = members().find(name);
    return found == members().end() ? nullptr : &found->second.described;
}

std::string value_of(Policy const& policy, std::string_view name) {
    return members().at(name).get(policy);
}

std::optional<std::string> wrong_value(Switch const& described, std::string_view value) {
    auto const known = [&] {
        return std::find(described.choices.begin(), described.choices.end(), value) !=
               described.choices.end();
    };
    switch (described.kind) {
        case SwitchKind::choice:
            if (!known()) return one_of(described.choices);
            break;
        case SwitchKind::yes_no:
            if (value != "true" && value != "false") return "must be true or false";
            break;
        case SwitchKind::number: {
            auto const given = number(value);
            if (!given || *given < described.min || *given > described.max) {
                return "must be a number from " + std::to_string(described.min) + " to " +
                       std::to_string(described.max);
            }
            break;
        }
        case SwitchKind::status:
            if (value.empty()) return "must be the key of a status";
            break;
        case SwitchKind::queue:
            if (!value.empty() && !id_from_text<QueueTag>(value)) {
                return "must be the id of a queue, or empty";
            }
            break;
    }
    return std::nullopt;
}

void set_switch(Policy& policy, std::string_view name, std::string_view value) {
    members().at(name).set(policy, value);
}

}  // namespace parley::domain
