#include "service/notes.hpp"

#include <set>

#include "service/access.hpp"
#include "service/pages.hpp"
#include "service/tell.hpp"
#include "service/text_rules.hpp"

namespace parley::service {

namespace {

constexpr std::size_t mentions_max = 20;  // of one note
constexpr std::int64_t unseen_max = 50;   // that are listed

NoteView view_of(Tx& tx, store::Note const& it) {
    NoteView view{it.chat,
                  it.place,
                  it.after_seq,
                  it.at,
                  {store::AuthorKind::agent, to_text(it.from), it.from_name},
                  it.text,
                  {},
                  it.client_id};
    for (auto const user : tx.notes.mentioned_in(it.chat, it.place)) {
        view.mentions.push_back(person(tx, user));
    }
    return view;
}

MentionView mention_of(Tx& tx, store::Note const& note) {
    auto const chat = tx.chats.get(note.chat);
    return {view_of(tx, note), tx.people.get(chat.visitor).name, tx.queues.get(chat.queue).name};
}

/// Those who may be told: in the order given, each once.
std::vector<UserId> people_to_mention(Tx& tx, Actor const& actor,
                                      std::optional<std::vector<UserId>> const& wanted) {
    if (!wanted) return {};
    if (wanted->size() > mentions_max) {
        throw invalid("/mentions", "at most 20 people may be mentioned");
    }
    std::set<UserId> known;
    for (std::size_t i = 0; i < wanted->size(); ++i) {
        auto const id = (*wanted)[i];
        auto const at = "/mentions/" + std::to_string(i);
        if (!known.insert(id).second) throw invalid(at, "is mentioned already");
        auto const user = tx.people.find(id);
        if (!user || user->organization != actor.organization || !user->active) {
            throw invalid(at, "is nobody who works here");
        }
        if (id == actor.user) throw invalid(at, "is you");
    }
    return *wanted;
}

/// Everybody who has something to do with the chat now, and who is mentioned.
std::set<UserId> concerned(Tx& tx, store::Chat const& chat, std::vector<UserId> const& mentioned) {
    std::set<UserId> all{mentioned.begin(), mentioned.end()};
    auto const staff = staff_of(tx, chat);
    all.insert(staff.begin(), staff.end());
    return all;
}

}  // namespace

MessageNoted message_note(Tx& tx, Actor const& actor, MessageNote const& p) {
    check_client_id(p.client_id);
    auto const text = message_text(p.text, tx.limits().agent_text_max, "/text");
    auto const chat = visible_chat(tx, actor, p.chat);
    if (domain::only_reads(actor.rights)) throw Refused{Code::forbidden, "you may only read"};
    if (auto const known = tx.notes.find(chat.id, actor.user, p.client_id)) {
        if (known->text == text) return {view_of(tx, *known), true};
        throw Refused{Code::conflict, "this client_id was used for another note", "/client_id"};
    }
    auto const mentioned = people_to_mention(tx, actor, p.mentions);
    auto const note = tx.notes.add({chat.organization, chat.id, 0, chat.seq, tx.now(), actor.user,
                                    actor.name, p.client_id, text});
    for (auto const user : mentioned) tx.notes.mention(note, user);
    auto all = concerned(tx, chat, mentioned);
    all.insert(actor.user);
    NoteTold const told{view_of(tx, note)};
    for (auto const user : all) tell_agent(tx, user, "note.posted", told);
    if (!mentioned.empty()) {
        MentionTold const mention{mention_of(tx, note)};
        for (auto const user : mentioned) tell_agent(tx, user, "mention.made", mention);
    }
    return {told.note, false};
}

NotePage chat_notes(Tx& tx, Actor const& actor, ChatNotes const& p) {
    if (actor.kind != Actor::Kind::staff) throw Refused{Code::forbidden};
    auto const chat = visible_chat(tx, actor, p.chat);
    auto const limit = page_limit(p.limit, tx.limits().page_max, tx.limits().page_max);
    return page_of<NotePage>(tx.notes.after(chat.id, place_after(p.after), limit + 1), limit,
                             [&](store::Note const& it) { return view_of(tx, it); });
}

MentionItems mention_list(Tx& tx, Actor const& actor, Nothing const&) {
    MentionItems result;
    for (auto const& mention : tx.notes.unseen(actor.user, unseen_max)) {
        auto const note = tx.notes.at(mention.chat, mention.place);
        ENSURE(note);
        result.items.push_back(mention_of(tx, *note));
    }
    return result;
}

Nothing mention_see(Tx& tx, Actor const& actor, MentionSee const& p) {
    auto const chat = visible_chat(tx, actor, p.chat);
    if (!tx.notes.is_mentioned(chat.id, actor.user)) return {};
    tx.notes.see(chat.id, actor.user);
    tell_agent(tx, actor.user, "mentions.seen", MentionsSeen{chat.id});
    return {};
}

}  // namespace parley::service
