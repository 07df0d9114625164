#include "base/limits.hpp"

#include <charconv>

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

namespace parley {

BOOST_DESCRIBE_STRUCT(BackgroundLimits, (),
                      (mail_look_ms, mail_retry_ms, mail_give_up_s, mail_try_s, file_look_ms,
                       file_check_s, scanner_retry_s, object_try_s))
BOOST_DESCRIBE_STRUCT(Limits, (BackgroundLimits),
                      (agent_text_max, name_text_max, customer_messages, customer_messages_s,
                       chats_per_address, visitors_per_address, votes_per_address,
                       pages_per_address, sign_in_tries, agent_calls, customer_calls,
                       transcript_mails, customer_files, customer_file_bytes, refused_calls,
                       bad_frames, customer_frame_max, agent_frame_max, fragments_max, message_s,
                       control_frames, outbox_bytes_max, outbox_frames_max, outbox_stall_s,
                       batch_bytes_max, body_bytes_max, head_bytes_max, head_fields_max, head_s,
                       keep_alive_s, hello_s, ping_s, silence_s, connections_per_address,
                       connections_max, sockets_per_visitor, sockets_per_user, resume_events_max,
                       resume_scan_max, writes_waiting_max, reads_waiting_max, hashes_waiting_max,
                       page_max, json_depth_max, json_items_max, json_keys_max, calls_in_batch_max,
                       grace_s, drain_s, session_idle_s, session_absolute_s))

namespace {
using Members = boost::describe::describe_members<Limits, boost::describe::mod_public |
                                                              boost::describe::mod_inherited>;
}

std::optional<std::string> set_limit(Limits& limits, std::string_view name,
                                     std::string_view value) {
    std::int64_t number = 0;
    auto const [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc{} || end != value.data() + value.size() || number < 1 ||
        number > 1'000'000'000'000) {
        return "limit " + std::string{name} + ": the value must be a number from 1 to 10^12";
    }
    bool found = false;
    boost::mp11::mp_for_each<Members>([&](auto member) {
        if (name == member.name) {
            limits.*member.pointer = number;
            found = true;
        }
    });
    if (!found) return "there is no limit named " + std::string{name};
    return std::nullopt;
}

std::vector<std::pair<std::string, std::int64_t>> list_limits(Limits const& limits) {
    std::vector<std::pair<std::string, std::int64_t>> list;
    boost::mp11::mp_for_each<Members>(
        [&](auto member) { list.emplace_back(member.name, limits.*member.pointer); });
    return list;
}

}  // namespace parley
