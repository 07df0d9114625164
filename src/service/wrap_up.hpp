#pragma once
// What an agent does after a chat: operations on wrap-ups and on the codes of chats, and what
// happens to wrap-ups by time. Source: E17 to E19, E32 to E37, W31, W33, W44, S18 to S24.

#include "domain/policy.hpp"
#include "domain/wrap_up.hpp"
#include "service/operations.hpp"

namespace parley::service {

struct CodeView {
    CodeId id;
    std::string label;
    bool is_default;
};
BOOST_DESCRIBE_STRUCT(CodeView, (), (id, label, is_default))

struct CodeListView {
    CodeListId id;
    std::string name;
    store::CodePurpose purpose;
    std::optional<QueueId> queue;  // for chats of this queue only
    bool required;
    bool several;
    std::vector<CodeView> codes;
};
BOOST_DESCRIBE_STRUCT(CodeListView, (), (id, name, purpose, queue, required, several, codes))

struct CodeListItems {
    std::vector<CodeListView> items;
};
BOOST_DESCRIBE_STRUCT(CodeListItems, (), (items))
CodeListItems code_list_list(Tx& tx, Actor const& actor, Nothing const&);

struct CodeToSave {
    std::optional<CodeId> id;  // a new one if left out
    std::string label;
    std::optional<bool> is_default;
};
BOOST_DESCRIBE_STRUCT(CodeToSave, (), (id, label, is_default))

struct CodeListSave {
    std::optional<CodeListId> id;  // a new one if left out
    std::string name;
    store::CodePurpose purpose;
    std::optional<QueueId> queue;
    bool required;
    bool several;
    std::vector<CodeToSave> codes;  // all of them: what is left out is retired
};
BOOST_DESCRIBE_STRUCT(CodeListSave, (), (id, name, purpose, queue, required, several, codes))
struct CodeListResult {
    CodeListView list;
};
BOOST_DESCRIBE_STRUCT(CodeListResult, (), (list))
CodeListResult code_list_save(Tx& tx, Actor const& actor, CodeListSave const& p);

struct CodeListRemove {
    CodeListId list;
};
BOOST_DESCRIBE_STRUCT(CodeListRemove, (), (list))
/// It is chosen no more; chats keep what was chosen.
Nothing code_list_remove(Tx& tx, Actor const& actor, CodeListRemove const& p);

struct WrapUpView {
    WrapUpId id;
    ChatId chat;
    Instant began_at;
    std::optional<Instant> due_at;       // left out: the agent says when it is over
    bool held;                           // its time is up, and a required code is missing
    bool may_hold;                       // the agent may stop the countdown
    std::vector<CodeListId> lists;       // of which codes may be chosen
    std::vector<CodeId> codes;           // chosen so far, the one that counts first
    std::optional<std::string> missing;  // what it needs before it can be submitted
    std::int64_t codes_max;
};
BOOST_DESCRIBE_STRUCT(WrapUpView, (),
                      (id, chat, began_at, due_at, held, may_hold, lists, codes, missing,
                       codes_max))

struct OpenWrapUp {
    WrapUpView wrap_up;
    ChatView chat;
};
BOOST_DESCRIBE_STRUCT(OpenWrapUp, (), (wrap_up, chat))
struct WrapUpItems {
    std::vector<OpenWrapUp> items;
};
BOOST_DESCRIBE_STRUCT(WrapUpItems, (), (items))
/// The caller's own open ones.
WrapUpItems wrap_up_list(Tx& tx, Actor const& actor, Nothing const&);

struct WrapUpSubmit {
    ChatId chat;
    std::optional<std::vector<CodeId>> codes;  // left out: those chosen before, and the defaults
    std::optional<std::string> note;
    std::optional<std::string> status;  // and then this one, if no other chat is open
    std::optional<std::string> reason;
};
BOOST_DESCRIBE_STRUCT(WrapUpSubmit, (), (chat, codes, note, status, reason))
PresenceResult wrap_up_submit(Tx& tx, Actor const& actor, WrapUpSubmit const& p);

struct WrapUpExtend {
    ChatId chat;
    std::optional<bool> hold;  // without a countdown from now on; otherwise 30 s more
};
BOOST_DESCRIBE_STRUCT(WrapUpExtend, (), (chat, hold))
struct WrapUpResult {
    WrapUpView wrap_up;
};
BOOST_DESCRIBE_STRUCT(WrapUpResult, (), (wrap_up))
WrapUpResult wrap_up_extend(Tx& tx, Actor const& actor, WrapUpExtend const& p);

struct ChatSetCodes {
    ChatId chat;
    std::vector<CodeId> codes;  // the one that counts first (E33)
};
BOOST_DESCRIBE_STRUCT(ChatSetCodes, (), (chat, codes))
struct ChatCodes {
    std::vector<CodeId> codes;
    std::vector<CodeListId> lists;  // of which codes may be chosen
};
BOOST_DESCRIBE_STRUCT(ChatCodes, (), (codes, lists))
/// During the chat or its wrap-up (E17). One that was held for a code ends with it (E32).
ChatCodes chat_set_codes(Tx& tx, Actor const& actor, ChatSetCodes const& p);
/// Those that the caller has chosen.
ChatCodes chat_get_codes(Tx& tx, Actor const& actor, ChatGet const& p);

// --- events --------------------------------------------------------------------------------------

struct WrapUpTold {
    WrapUpView wrap_up;
    ChatView chat;
};
BOOST_DESCRIBE_STRUCT(WrapUpTold, (), (wrap_up, chat))
struct WrapUpEnded {
    ChatId chat;
    store::WrapUpOutcome outcome;
};
BOOST_DESCRIBE_STRUCT(WrapUpEnded, (), (chat, outcome))

// --- what happens by itself ----------------------------------------------------------------------

/// The agent's part in the chat has ended; the place that the chat took is the wrap-up's already.
void begin_wrap_up(Tx& tx, domain::Policy const& policy, store::Chat const& chat, UserId agent);

/// The agent's codes are others now.
void tell_wrap_up_changed(Tx& tx, store::WrapUp const& row);

/// Who had the chat, or took part in it, and does so again has nothing to wrap up yet. Does not
/// save the agent.
void resume_work(Tx& tx, store::Chat const& chat, store::Agent& agent);
/// Whether they have done so since: the place of the wrap-up is free, and routing is due (S18).
bool has_resumed(Tx& tx, store::Agent const& before);

/// The time of a wrap-up is up (S21, S22).
void wrap_up_expired(Tx& tx, WrapUpId id);

/// Rules have changed: what was held for them may end now (S22). Does not route.
void look_again_at_wrap_ups(Tx& tx, UserId agent);

/// The agent is gone for good: open wrap-ups end with what was chosen.
void leave_wrap_ups(Tx& tx, UserId agent);

/// What an agent may say who declines; empty where anything may be said.
std::vector<std::string> decline_reasons(Tx& tx, OrganizationId organization);

}  // namespace parley::service
