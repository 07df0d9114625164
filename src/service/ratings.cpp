#include "service/ratings.hpp"

#include "service/access.hpp"
#include "service/policy.hpp"
#include "service/tell.hpp"
#include "service/text_rules.hpp"

namespace parley::service {

namespace {

constexpr std::int64_t best = 5;

void check_may_rate(Tx& tx, store::Chat const& chat) {
    if (!policy_of(tx, tx.queues.get(chat.queue)).rating) {
        throw Refused{Code::forbidden, "customers are not asked how it was"};
    }
    if (!chat.accepted_at) throw Refused{Code::chat_not_active, "nobody had this chat"};
    if (!domain::is_over(chat.state)) throw Refused{Code::conflict, "the chat is not over yet"};
}

}  // namespace

ChatResult chat_rate(Tx& tx, Actor const& actor, ChatRate const& p) {
    if (p.score < 1 || p.score > best) throw invalid("/score", "must be between 1 and 5");
    auto const chat = own_chat(tx, actor, p.chat);
    auto const comment = note_text(tx, p.comment.value_or(""), "/comment");
    check_may_rate(tx, chat);
    if (auto const before = tx.ratings.of(chat.id)) {
        if (before->score != p.score || before->comment != comment) {
            throw Refused{Code::conflict, "the chat is rated already"};
        }
    } else {
        tx.ratings.add(chat.id, chat.organization, {p.score, comment, tx.now()});
        tell_both(tx, chat, chat.agent, "chat.rated",
                  [](ChatView view) { return ChatTold{std::move(view)}; });
    }
    return {chat_view(tx, chat, Side::customer)};
}

}  // namespace parley::service
