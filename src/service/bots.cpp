// Bots, as administrators make them, and the queues in which they answer first.
#include <algorithm>

#include "service/bot_chats.hpp"
#include "service/bot_operations.hpp"
#include "service/tell.hpp"
#include "service/text_rules.hpp"

namespace parley::service {

namespace {

constexpr std::size_t bots_max = 100;
constexpr std::int64_t phrase_text_max = 100;

BotView view(Tx& tx, store::Bot const& it) {
    auto plan = read_bot(it);
    return {it.id,
            it.name,
            std::move(plan.greeting),
            std::move(plan.answers),
            std::move(plan.hand_over_phrases),
            std::move(plan.unknown),
            plan.unknown_max,
            tx.bots.queues_with(it.id)};
}

store::Bot own_bot(Tx& tx, Actor const& actor, BotId id) {
    auto const bot = tx.bots.find(id);
    if (!bot || bot->organization != actor.organization) throw Refused{Code::not_found};
    return *bot;
}

void clean_phrases(std::vector<std::string>& phrases, std::string const& path) {
    for (auto& phrase : phrases) phrase = clean_name(phrase, phrase_text_max, path);
}

/// What it says is a message like an agent's.
std::string said(Tx& tx, std::string const& raw, std::string const& path) {
    return message_text(raw, tx.limits().agent_text_max, path);
}

domain::Bot checked_plan(Tx& tx, BotSave const& p) {
    domain::Bot plan{said(tx, p.greeting, "/greeting"), p.answers,
                     p.hand_over_phrases.value_or(std::vector<std::string>{}),
                     said(tx, p.unknown, "/unknown"), p.unknown_max.value_or(2)};
    std::size_t i = 0;
    for (auto& answer : plan.answers) {
        auto const path = "/answers/" + std::to_string(i++);
        answer.title = clean_name(answer.title, phrase_text_max, path + "/title");
        answer.text = said(tx, answer.text, path + "/text");
        clean_phrases(answer.phrases, path + "/phrases");
    }
    clean_phrases(plan.hand_over_phrases, "/hand_over_phrases");
    if (auto const found = domain::wrong(plan)) throw invalid("/" + found->field, found->rule);
    return plan;
}

void set_queues(Tx& tx, Actor const& actor, BotId bot, std::vector<QueueId> const& wanted) {
    for (auto const queue : tx.bots.queues_with(bot)) {
        if (std::ranges::find(wanted, queue) == wanted.end()) tx.bots.set_bot(queue, std::nullopt);
    }
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        auto const queue = tx.queues.find(wanted[i]);
        if (!queue || queue->organization != actor.organization) {
            throw invalid("/queues/" + std::to_string(i), "there is no such queue");
        }
        tx.bots.set_bot(wanted[i], bot);
    }
}

}  // namespace

BotItems bot_list(Tx& tx, Actor const& actor, Nothing const&) {
    actor.need(domain::Right::settings_view);
    BotItems result;
    for (auto const& bot : tx.bots.all(actor.organization)) result.items.push_back(view(tx, bot));
    return result;
}

BotResult bot_save(Tx& tx, Actor const& actor, BotSave const& p) {
    actor.need(domain::Right::settings_manage);
    auto const all = tx.bots.all(actor.organization);
    if (p.bot) own_bot(tx, actor, *p.bot);
    if (!p.bot && all.size() >= bots_max) {
        throw invalid("/name", "there are " + std::to_string(bots_max) + " already");
    }
    auto const name = clean_name(p.name, tx.limits().name_text_max, "/name");
    if (name.empty()) throw invalid("/name", "must not be empty");
    auto const same = std::ranges::find(all, name, &store::Bot::name);
    if (same != all.end() && same->id != p.bot) {
        throw Refused{Code::conflict, "there is a bot with this name", "/name"};
    }
    store::Bot const bot{p.bot ? *p.bot : tx.make_id<BotId>(), actor.organization, name,
                         to_json(checked_plan(tx, p))};
    tx.bots.save(bot);
    if (p.queues) set_queues(tx, actor, bot.id, *p.queues);
    tell_setup_changed(tx, actor.organization, SetupPart::rules);
    return {view(tx, bot)};
}

Nothing bot_remove(Tx& tx, Actor const& actor, BotRemove const& p) {
    actor.need(domain::Right::settings_manage);
    tx.bots.remove(own_bot(tx, actor, p.bot).id);
    tell_setup_changed(tx, actor.organization, SetupPart::rules);
    return {};
}

BotTested bot_test(Tx&, Actor const& actor, BotTest const& p) {
    actor.need(domain::Right::settings_view);
    auto const text = message_text(p.text, domain::customer_message_max_most, "/text");
    if (p.answers.size() > domain::bot_answers_max) {
        throw invalid("/answers", "at most " + std::to_string(domain::bot_answers_max));
    }
    domain::Bot const bot{
        {}, p.answers, p.hand_over_phrases.value_or(std::vector<std::string>{}), {}, 2};
    auto const found = domain::find_answer(bot, text);
    BotTested result{found.by, {}, unless_empty(found.phrase)};
    if (found.answer) result.answer = static_cast<std::int64_t>(*found.answer);
    return result;
}

}  // namespace parley::service
