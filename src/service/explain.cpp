// "Why did I get this chat?": from what was kept with the offer, for people and for faces (N2).
#include "service/explain.hpp"

#include <algorithm>

#include "service/reasons.hpp"
#include "service/routing.hpp"
#include "service/routing_operations.hpp"
#include "service/views.hpp"

namespace parley::service {

namespace {

/// "2", "1.5", "0.25".
std::string places(std::int64_t hundredths) {
    auto text = std::to_string(hundredths / domain::one_place);
    auto const rest = hundredths % domain::one_place;
    if (rest == 0) return text;
    text += rest < 10 ? ".0" : ".";
    return text + std::to_string(rest % 10 == 0 ? rest / 10 : rest);
}

std::string chats(std::int64_t hundredths) {
    return places(hundredths) + (hundredths == domain::one_place ? " chat" : " chats");
}

std::string span_words(std::int64_t s) {
    if (s < 60) return std::to_string(s) + " s";
    if (s < 3600) return std::to_string(s / 60) + " min";
    if (s < 48 * 3600) return std::to_string(s / 3600) + " h";
    return std::to_string(s / (24 * 3600)) + " days";
}

/// Why this one did not get it: "was at capacity (2 of 2)".
std::string passed_over(ExplainedAgent const& one) {
    using enum domain::Standing;
    switch (one.standing) {
        case chosen:
            break;
        case not_last_agent:
            return "did not have the customer last";
        case idle_shorter:
            return "was idle for a shorter time (" + span_words(one.idle_s) + ")";
        case more_load:
            return "had more to do (" + chats(one.used) + ")";
        case later_turn:
            return "had a turn more recently";
        case later_id:
            return "was equal, and comes later in the list";
        case level_too_low:
            return "has " + one.skill->label + " at level " + std::to_string(one.skill->held) +
                   " of " + std::to_string(one.skill->needed);
        case lacks_skill:
            return "lacks " + one.skill->label;
        case declined:
            return "declined it a moment ago";
        case missed:
            return "let it run out a moment ago";
        case handed_on:
            return "handed it on a moment ago";
        case at_capacity:
            return "was at capacity (" + places(one.used) + " of " + std::to_string(one.capacity) +
                   ")";
        case enough_offers:
            return "was being asked already";
        case wrap_up:
            return "was wrapping up";
        case stop_new:
            return "had stopped new chats";
        case pending:
            return "was about to stop";
        case status:
            return "was not available";
        case not_connected:
            return "had lost the connection";
        case offline:
            return "was offline";
    }
    return {};
}

/// The same of several, who are not named.
std::string rest_words(domain::Standing standing) {
    using enum domain::Standing;
    switch (standing) {
        case level_too_low:
        case lacks_skill:
            return "without the skills";
        case declined:
        case missed:
        case handed_on:
            return "who let it pass";
        case at_capacity:
        case enough_offers:
        case wrap_up:
            return "at capacity";
        case offline:
            return "offline";
        case stop_new:
        case pending:
        case status:
        case not_connected:
            return "not available";
        default:
            return "who come after them";
    }
}

/// What decided: the strongest thing that set the chosen one apart.
std::string decisive(Explained const& it, ExplainedAgent const& chosen) {
    auto const could = std::ranges::count_if(it.candidates, [](ExplainedAgent const& one) {
        return one.standing < domain::Standing::level_too_low;
    });
    if (could == 1) return "nobody else could take it";
    auto const second = it.candidates[1].standing;
    if (second == domain::Standing::not_last_agent) return "they had this customer last";
    auto const of = " of the " + std::to_string(could) + " who could take it";
    switch (it.strategy) {
        case domain::Strategy::longest_idle:
            return "they had been idle longest (" + span_words(chosen.idle_s) + ")" + of;
        case domain::Strategy::round_robin:
            return "it was their turn" + of;
        case domain::Strategy::least_load:
            return "they had the least to do (" + chats(chosen.used) + ")" + of;
    }
    return {};
}

std::string moved_words(ChatMoved const& move) {
    return move.rule
               ? " The rule " + *move.rule + " sent it from " + move.from + " to " + move.to + "."
               : " It waited too long in " + move.from + ", so " + move.to + " took over.";
}

std::string sentence_for(Explained const& it, Actor const& actor) {
    std::string text;
    std::vector<std::string> others;
    constexpr std::size_t named = 4;
    std::int64_t unnamed = 0;
    for (auto const& one : it.candidates) {
        if (one.standing == domain::Standing::chosen) {
            text = (one.agent == actor.user ? "You" : one.name) + " got this chat because " +
                   decisive(it, one);
        } else if (others.size() < named) {
            others.push_back((one.agent == actor.user ? "You: " : one.name + " ") +
                             passed_over(one));
        } else {
            ++unnamed;
        }
    }
    if (text.empty()) text = "Nobody can take this chat now";
    for (auto const& rest : it.rest) {
        others.push_back(std::to_string(rest.count) + " more " + rest_words(rest.standing));
    }
    if (unnamed > 0) others.push_back(std::to_string(unnamed) + " more");
    for (std::size_t i = 0; i < others.size(); ++i) text += (i == 0 ? "; " : ", ") + others[i];
    text += ".";
    for (auto const& move : it.moves) text += moved_words(move);
    return text;
}

class Explainer {
  public:
    Explainer(Tx& tx, Actor const& actor)
        : tx_(tx), actor_(actor), skills_(tx.line.skills(actor.organization)) {}

    Explained explain(std::optional<OfferId> offer, std::optional<ChatId> chat, Instant at,
                      Reasons const& reasons) {
        Explained it{offer, chat, at, reasons.strategy, in_s(reasons.waited), reasons.priority, {},
                     {},    {},   {}};
        if (chat) it.moves = moves_of(tx_, *chat);
        // What came after the offer did not bring it there.
        std::erase_if(it.moves, [&](ChatMoved const& move) { return move.at > at; });
        for (auto const& one : reasons.judged) it.candidates.push_back(view(one));
        for (auto const& rest : reasons.rest) it.rest.push_back({rest.standing, rest.count});
        it.sentence = sentence_for(it, actor_);
        return it;
    }

  private:
    static std::int64_t in_s(milliseconds span) {
        return std::chrono::duration_cast<seconds>(span).count();
    }

    ExplainedAgent view(domain::Judged const& one) {
        ExplainedAgent agent{one.agent,    tx_.people.get(one.agent).display_name,
                             one.standing, in_s(one.idle),
                             one.used,     one.capacity,
                             one.turn,     {},
                             one.until};
        if (one.gap) {
            auto const skill = std::ranges::find(skills_, one.gap->skill, &store::Skill::id);
            agent.skill = {one.gap->skill,
                           skill == skills_.end() ? "a skill that is no more" : skill->label,
                           one.gap->held, one.gap->needed};
        }
        return agent;
    }

    Tx& tx_;
    Actor const& actor_;
    std::vector<store::Skill> skills_;
};

}  // namespace

std::vector<ChatMoved> moves_of(Tx& tx, ChatId chat) {
    std::vector<ChatMoved> moves;
    for (auto const& move : tx.arrivals.moves(chat)) {
        moves.push_back({move.at, tx.queues.get(move.from).name, tx.queues.get(move.to).name,
                         move.cause, unless_empty(move.rule_name)});
    }
    return moves;
}

Explained explain_now(Tx& tx, Actor const& actor, QueueId queue, domain::WaitingChat const& waiting,
                      domain::RoutingRules const& rules, std::optional<ChatId> id) {
    auto const judged = domain::judge(candidates_of(tx, queue), waiting, rules, tx.now());
    auto const reasons =
        unpack(pack({rules.strategy, tx.now() - waiting.queued_at, waiting.priority, judged, {}}));
    ENSURE(reasons);
    return Explainer{tx, actor}.explain(std::nullopt, id, tx.now(), *reasons);
}

Explained offer_explain(Tx& tx, Actor const& actor, OfferExplain const& p) {
    if (p.offer.has_value() == p.chat.has_value()) {
        throw invalid("/offer", "say the offer or the chat");
    }
    bool all = actor.may(domain::Right::chat_view_all);
    if (!all) actor.need(domain::Right::chat_handle);
    if (p.chat && all) {
        auto const chat = tx.chats.find(*p.chat);
        if (!chat || chat->organization != actor.organization) throw Refused{Code::not_found};
        all = actor.reaches(chat->queue);
        // Why nobody has been offered it, as it is now.
        if (all && chat->state == domain::ChatState::queued) {
            auto const rules = rules_of(tx, tx.queues.get(chat->queue));
            return explain_now(tx, actor, chat->queue, as_waiting(tx, *chat), rules, chat->id);
        }
    }
    auto const offer = p.offer ? tx.line.offer(*p.offer)
                       : all   ? tx.line.last_offer(*p.chat)
                               : tx.line.last_offer(*p.chat, actor.user);
    if (!offer || offer->organization != actor.organization ||
        (offer->agent != actor.user && !(all && actor.reaches(tx.chats.get(offer->chat).queue)))) {
        throw Refused{Code::not_found};
    }
    auto const reasons = unpack(offer->reasons);
    if (!reasons) throw Refused{Code::not_found, "nothing was kept of why"};
    return Explainer{tx, actor}.explain(offer->id, offer->chat, offer->offered_at, *reasons);
}

}  // namespace parley::service
