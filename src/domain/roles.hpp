#pragma once
// What people may do. A role is a name for a set of rights; somebody with several has the rights of
// all. A right is always checked together with the organization of the thing, and of who watches
// and steers with the queues that are theirs (A3, A14). Source: behaviour.md 8.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

namespace parley::domain {

enum class Right {
    chat_handle,       // be offered chats, and talk
    chat_pull,         // choose from the list of chats that wait, where a queue works so (A5)
    chat_conference,   // invite colleagues into the own chats (W23)
    chat_canned,       // answer with what is prepared, and keep own answers (C17)
    chat_rich_text,    // write with the formatting editor, where a queue has it (O15)
    chat_attach,       // send files, where a queue takes them (W12)
    own_status,        // set the own status (A22: others may, too)
    chat_view_all,     // see the chats of others
    chat_monitor,      // watch chats as they go on, whisper, join, take over
    chat_route,        // say how a waiting chat is to be routed (C12)
    chat_steer,        // give a chat to an agent, take it back into a queue, end it (C7, C13)
    queue_view,        // see queues with their figures
    queue_enable,      // open and close queues (A19)
    agent_view,        // see agents, what they do and with whom
    agent_set_status,  // put an agent in another status (A22)
    agent_sign_out,    // end an agent's sessions (E49)
    report_view,       // see what was: how much, how fast, by whom (C20)
    report_save,       // keep reports under a name, and have them made by the clock
    canned_manage,     // prepare answers for teams and for all (W17)
    article_manage,    // write the articles of the support centre (C17, V18)
    settings_view,     // see how everything is set up, and who changed it
    settings_manage,   // people, queues, statuses and everything else that is set up (V7, W1)
};
BOOST_DESCRIBE_ENUM(Right, chat_handle, chat_pull, chat_conference, chat_canned, chat_rich_text,
                    chat_attach, own_status, chat_view_all, chat_monitor, chat_route, chat_steer,
                    queue_view, queue_enable, agent_view, agent_set_status, agent_sign_out,
                    report_view, report_save, canned_manage, article_manage, settings_view,
                    settings_manage)

class Rights {
  public:
    constexpr Rights() = default;
    constexpr Rights(std::initializer_list<Right> rights) {
        for (auto right : rights) add(right);
    }
    constexpr bool has(Right right) const { return (bits_ & bit(right)) != 0; }
    constexpr void add(Right right) { bits_ |= bit(right); }
    constexpr void add(Rights others) { bits_ |= others.bits_; }
    constexpr bool empty() const { return bits_ == 0; }
    friend constexpr bool operator==(Rights, Rights) = default;

  private:
    static constexpr std::uint32_t bit(Right right) { return 1u << static_cast<unsigned>(right); }
    std::uint32_t bits_ = 0;
};

/// Auditors and the like: whatever they may, nothing comes of it (V7).
constexpr bool only_reads(Rights rights) {
    Rights const reading{Right::chat_view_all, Right::queue_view, Right::agent_view,
                         Right::report_view, Right::settings_view};
    auto all = reading;
    all.add(rights);
    return all == reading;
}

/// In the order of the enumeration; and from such a list.
std::vector<Right> listed(Rights rights);
Rights rights_in(std::vector<Right> const& list);
std::vector<Right> all_rights();

/// As it is stored: words with spaces between. A word that is not known grants nothing.
std::string to_word(Rights rights);
Rights rights_from_word(std::string_view word);

/// The right without which this one is of no use: a set that has this one has that one, too.
std::optional<Right> needed_by(Right right);

struct Role {
    std::string key;
    std::string label;  // empty where the role is built in: the faces have words for it
    Rights rights;
};

/// Every organization has these, as they are. An auditor reads what managers and administrators
/// read, and changes nothing.
struct BuiltInRole {
    std::string_view key;
    Rights rights;
};
inline constexpr std::array<BuiltInRole, 4> built_in_roles{{
    {"agent",
     {Right::chat_handle, Right::chat_pull, Right::chat_conference, Right::chat_canned,
      Right::chat_rich_text, Right::chat_attach, Right::own_status, Right::queue_view}},
    {"manager",
     {Right::chat_view_all, Right::chat_monitor, Right::chat_route, Right::chat_steer,
      Right::queue_view, Right::queue_enable, Right::agent_view, Right::agent_set_status,
      Right::agent_sign_out, Right::report_view, Right::report_save, Right::canned_manage,
      Right::article_manage}},
    {"administrator",
     {Right::chat_view_all, Right::chat_monitor, Right::chat_route, Right::chat_steer,
      Right::queue_view, Right::queue_enable, Right::agent_view, Right::agent_set_status,
      Right::agent_sign_out, Right::report_view, Right::report_save, Right::canned_manage,
      Right::article_manage, Right::settings_view, Right::settings_manage}},
    {"auditor",
     {Right::chat_view_all, Right::queue_view, Right::agent_view, Right::report_view,
      Right::settings_view}},
}};
BuiltInRole const* find_built_in(std::string_view key);

/// What all these roles together allow.
Rights rights_of(std::vector<Role> const& roles);
std::vector<std::string> keys_of(std::vector<Role> const& roles);

/// Whether the reach of somebody may be only a part of the organization: of who watches or steers,
/// unless they could change their reach themselves.
constexpr bool may_be_limited(Rights rights) {
    bool const watches = rights.has(Right::chat_view_all) || rights.has(Right::agent_view) ||
                         rights.has(Right::queue_enable) || rights.has(Right::report_view) ||
                         (rights.has(Right::queue_view) && !rights.has(Right::chat_handle));
    return watches && !rights.has(Right::settings_manage);
}

}  // namespace parley::domain
