#pragma once
// Every limit by name, with its default. One value is built at the start from flags
// (`--limit name=value`) and then only read. Sources: protocol.md "Limits", promises.md 3.3.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parley {

/// Of what is done beside answering calls. Apart only because no more than 52 members of one struct
/// can be described.
struct BackgroundLimits {
    std::int64_t mail_look_ms = 1000;      // how often a node looks for mails to send
    std::int64_t mail_retry_ms = 60'000;   // before the second try; twice as long before each more
    std::int64_t mail_give_up_s = 86'400;  // after so long nothing is tried any more
    std::int64_t mail_try_s = 60;          // one try may take so long
    std::int64_t file_look_ms = 250;       // how often a node looks for files to look into
    std::int64_t file_check_s = 120;       // a look that takes longer is given to another node
    std::int64_t scanner_retry_s = 10;     // where the virus scanner, or the object store, does not
    std::int64_t object_try_s = 60;        // one call to the object store may take so long
};

struct Limits : BackgroundLimits {
    // Text, in Unicode code points.
    std::int64_t agent_text_max = 5000;  // notes and whatever else staff write among themselves
    std::int64_t name_text_max = 120;

    // How often.
    std::int64_t customer_messages = 20;  // in customer_messages_s
    std::int64_t customer_messages_s = 10;
    std::int64_t chats_per_address = 5;      // in an hour
    std::int64_t visitors_per_address = 60;  // in an hour
    std::int64_t votes_per_address = 30;     // on articles, in an hour
    std::int64_t pages_per_address = 300;    // of the support centre, in a minute
    std::int64_t sign_in_tries = 5;          // in 15 min, per name (elsewhere) and per address
    std::int64_t agent_calls = 1200;         // in a minute, per socket, heartbeats not counted
    std::int64_t customer_calls = 240;       // the same for customers
    std::int64_t transcript_mails = 3;       // of one chat, in an hour
    std::int64_t customer_files = 20;        // that one uploads in an hour
    std::int64_t customer_file_bytes = 200 * 1024 * 1024;  // and in a day
    std::int64_t refused_calls = 60;  // too_many answers in a minute, then it closes
    std::int64_t bad_frames = 10;     // unreadable JSON in a minute, then the socket closes

    // Sockets and HTTP, in bytes unless the name says otherwise.
    std::int64_t customer_frame_max = 16 * 1024;
    std::int64_t agent_frame_max = 64 * 1024;
    std::int64_t fragments_max = 64;   // of one message
    std::int64_t message_s = 10;       // for one message to arrive in full
    std::int64_t control_frames = 20;  // pings and pongs in 10 s
    std::int64_t outbox_bytes_max = 1024 * 1024;
    std::int64_t outbox_frames_max = 256;
    std::int64_t outbox_stall_s = 30;  // without progress, then the reader is too slow
    std::int64_t batch_bytes_max = 256 * 1024;
    std::int64_t body_bytes_max = 1024 * 1024;
    std::int64_t head_bytes_max = 8 * 1024;
    std::int64_t head_fields_max = 100;
    std::int64_t head_s = 10;  // for a request's head to arrive
    std::int64_t keep_alive_s = 30;
    std::int64_t hello_s = 10;    // for session.open to arrive
    std::int64_t ping_s = 25;     // quiet time before the server pings
    std::int64_t silence_s = 40;  // quiet time after which a socket is dead
    std::int64_t connections_per_address = 50;
    std::int64_t connections_max = 60000;
    std::int64_t sockets_per_visitor = 5;
    std::int64_t sockets_per_user = 10;

    // Work.
    std::int64_t resume_events_max = 1000;    // more were missed: the client takes a snapshot
    std::int64_t resume_scan_max = 100'000;   // the same for events of everybody since then
    std::int64_t writes_waiting_max = 20000;  // then `overloaded`
    std::int64_t reads_waiting_max = 20000;
    std::int64_t hashes_waiting_max = 50;  // passwords waiting to be checked
    std::int64_t page_max = 200;           // items of a list
    std::int64_t json_depth_max = 32;      // of formatted text, in a batch: 31
    std::int64_t json_items_max = 256;     // of one array
    std::int64_t json_keys_max = 64;       // of one object
    std::int64_t calls_in_batch_max = 64;

    // People.
    std::int64_t grace_s = 20;  // an agent without a socket keeps the chats this long
    std::int64_t drain_s = 10;  // after SIGTERM
    std::int64_t session_idle_s = 8 * 3600;
    std::int64_t session_absolute_s = 12 * 3600;
};

/// Sets one limit by its name. Gives the reason where the name is unknown or the value is out of
/// range.
std::optional<std::string> set_limit(Limits& limits, std::string_view name, std::string_view value);

/// Name and value of every limit, in the order above.
std::vector<std::pair<std::string, std::int64_t>> list_limits(Limits const& limits);

}  // namespace parley
