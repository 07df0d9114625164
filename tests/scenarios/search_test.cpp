// Search over all transcripts (C31): who finds what, by which words, in pages; before and after the
// messages are indexed; and that what was masked is found no more.
#include "service/search.hpp"

#include "service/notes.hpp"
#include "service/sessions.hpp"
#include "service/setup.hpp"
#include "store/search.hpp"
#include "supervision.hpp"

namespace parley::scenarios {
namespace {

using service::MessageHits;
using service::MessageSearch;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Search : public Supervision {
  protected:
    static MessageSearch wanted(std::string const& query) {
        return {query, {}, {}, {}, {}, {}, {}, {}};
    }
    /// However few messages lie in a test: the same with the index alone as with what is looked
    /// through first.
    MessageHits search(Actor const& who, MessageSearch const& p) {
        return connection_->run([&](store::Tx& tx) {
            auto const hits = service::message_search(tx, who, p);
            service::SearchShare const by_index{.near = 0};
            EXPECT_EQ(to_json(service::message_search(tx, who, p, by_index)), to_json(hits));
            return hits;
        });
    }
    /// What the index itself has, of all chats.
    std::size_t indexed(std::string const& query) {
        return connection_->run([&](store::Tx& tx) {
            return tx.search
                .by_words(organization_, domain::search_query(query, "/query"), MessageId{},
                          MessageId{INT64_MAX}, 100)
                .size();
        });
    }
    static std::vector<std::string> texts(MessageHits const& hits) {
        std::vector<std::string> all;
        for (auto const& it : hits.items) all.push_back(it.snippet.text);
        return all;
    }
    std::vector<std::string> found(Actor const& who, std::string const& query) {
        return texts(search(who, wanted(query)));
    }
    std::vector<std::string> found(Actor const& who, MessageSearch const& p) {
        return texts(search(who, p));
    }
    Refused refused(MessageSearch const& p) {
        return refusal([&] { search(mona, p); });
    }
    /// As often as the timer would, until all that is old enough is indexed.
    void index() {
        clock_.advance(std::chrono::minutes{3});
        for (bool more = true; more;) {
            more = connection_->run([](store::Tx& tx) {
                service::index_messages(tx);
                auto const timer = tx.timers().find(store::TimerKind::index_messages, 0);
                tx.clear_timer(store::TimerKind::index_messages, 0);
                return timer->due_at < tx.now() + seconds{1};
            });
        }
    }
    /// Two chats that Anna has had, of Kim in Support and of Lee in Sales, and one of Ben's.
    void three_chats() {
        anna = agent("anna", 3, {"Support", "Sales"});
        be(anna, "available");
        mona = manager("mona");
        kim = customer("Kim");
        chat = ask(kim);
        accept(anna);
        say(kim, "Where is my parcel?");
        say(anna, "The parcel is on its way");
        end(anna, chat);
        kims = chat;
        clock_.advance(std::chrono::minutes{10});
        chat = lees = ask(lee = customer("Lee"), "Sales");
        accept(anna);
        say(lee, "A Päckchen or a parcel?");
        end(anna, chat);
        be(anna, "offline");
        clock_.advance(std::chrono::minutes{10});
        ben = agent("ben", 3);
        be(ben, "available");
        chat = ask(mia = customer("Mia"));
        accept(ben);
        say(mia, "parcel lost");
    }

    Actor mona, lee, mia;
    ChatId kims, lees;
};

TEST_P(Search, C31_FindsTheNewestFirstWithWhereItIs) {
    three_chats();
    EXPECT_THAT(found(mona, "parcel"),
                ElementsAre("parcel lost", "A Päckchen or a parcel?", "The parcel is on its way",
                            "Where is my parcel?"));
    auto const hits = search(mona, wanted("packchen")).items;
    ASSERT_EQ(hits.size(), 1u);
    EXPECT_EQ(hits[0].chat.id, lees);
    EXPECT_EQ(hits[0].chat.customer.name, "Lee");
    EXPECT_EQ(hits[0].chat.queue_name, "Sales");
    EXPECT_EQ(hits[0].from.name, "Lee");
    EXPECT_EQ(lines(mona, lees)[static_cast<std::size_t>(hits[0].seq) - 1],
              "A Päckchen or a parcel?");
    EXPECT_THAT(hits[0].snippet.hits, ElementsAre(domain::TextSpan{2, 10}));
    EXPECT_THAT(found(mona, "\"my parcel\""), ElementsAre("Where is my parcel?"));
    EXPECT_THAT(found(mona, "parcel -lost -my -way"), ElementsAre("A Päckchen or a parcel?"));
    EXPECT_THAT(found(mona, "nothing"), IsEmpty());
}

TEST_P(Search, C31_FindsTheSameBeforeAndAfterMessagesAreIndexed) {
    three_chats();
    std::vector<std::string> const queries{"parcel",       "par",      "\"a parcel\"", "hello",
                                           "parcel -lost", "packchen", "way the",      "nothing"};
    std::vector<std::vector<std::string>> before;
    for (auto const& query : queries) before.push_back(found(mona, query));
    index();
    for (std::size_t i = 0; i < queries.size(); ++i) {
        EXPECT_EQ(found(mona, queries[i]), before[i]) << queries[i];
    }
    say(mia, "another parcel");
    EXPECT_EQ(found(mona, "parcel").front(), "another parcel") << "at once, not with the batch";
    // Whatever lies on which side of it.
    connection_->session() << "DELETE FROM search_indexed";
    EXPECT_EQ(found(mona, "parcel").size(), 5u);
    EXPECT_FALSE(search(mona, wanted("parcel")).since);
}

TEST_P(Search, C31_SaysFromWhenOnItFindsWhileTheOldIsNotIndexedYet) {
    three_chats();
    index();
    auto const indexed = connection_->run([](store::Tx& tx) { return *tx.search.indexed(); });
    EXPECT_EQ(indexed.from, 0);
    connection_->run([&](store::Tx& tx) {
        tx.search.set_indexed({tx.messages.at(lees, 1)->id.value, indexed.until});
    });
    auto const hits = search(mona, wanted("parcel"));
    EXPECT_EQ(hits.items.size(), 2u);
    EXPECT_EQ(hits.since, view(mona, lees).started_at);
    index();
    EXPECT_EQ(search(mona, wanted("parcel")).items.size(), 4u);
}

TEST_P(Search, C31_WhoMayNotReadAChatFindsNothingOfIt) {
    three_chats();
    for (bool const indexed : {false, true}) {
        if (indexed) index();
        EXPECT_THAT(found(anna, "parcel"),
                    ElementsAre("A Päckchen or a parcel?", "The parcel is on its way",
                                "Where is my parcel?"));
        EXPECT_THAT(found(ben, "parcel"), ElementsAre("parcel lost"));
        auto const limited = limit(mona, {queue("Sales")});
        EXPECT_THAT(found(limited, "parcel"), ElementsAre("A Päckchen or a parcel?"));
        EXPECT_EQ(found(auditor(indexed ? "otto" : "olaf"), "parcel").size(), 4u);
    }
    EXPECT_EQ(refusal([&] { search(kim, wanted("parcel")); }).code, Code::forbidden);
    auto nobody = mona;
    nobody.rights = {domain::Right::settings_manage};
    EXPECT_EQ(refusal([&] { search(nobody, wanted("parcel")); }).code, Code::forbidden);
    // Who is mentioned reads the chat, and finds it from then on.
    call(service::message_note, ben,
         {chat, "00000000-0000-4000-8000-000000000001", "look", std::vector{anna.user}});
    EXPECT_EQ(found(anna, "parcel").front(), "parcel lost");
}

TEST_P(Search, C31_AnotherOrganizationIsNotThere) {
    three_chats();
    auto const other = connection_->run([&](store::Tx& tx) {
        auto const id = service::add_organization(tx, {"other", "Other", {"Support"}});
        auto const user = service::add_user(tx, {id, "max", "", "", {"manager"}, {}, {}});
        return service::staff_actor(tx, tx.people.get(user));
    });
    for (bool const indexed : {false, true}) {
        if (indexed) index();
        EXPECT_THAT(found(other, "parcel"), IsEmpty());
        auto p = wanted("parcel");
        p.chat = chat;
        EXPECT_EQ(refusal([&] { search(other, p); }).code, Code::not_found);
        p = wanted("parcel");
        p.queue = queue("Support");
        EXPECT_EQ(refusal([&] { search(other, p); }).code, Code::not_found);
        p = wanted("parcel");
        p.agent = anna.user;
        EXPECT_EQ(refusal([&] { search(other, p); }).code, Code::not_found);
    }
}

TEST_P(Search, C31_LinesOfTheSystemNotesAndWhispersAreNotSearched) {
    anna_chats();
    auto const hanna = manager("hanna");
    connect(hanna);
    watch(hanna);
    whisper(hanna, secret);
    call(service::message_note, anna,
         {chat, "00000000-0000-4000-8000-000000000001", secret, std::vector<UserId>{}});
    for (bool const indexed : {false, true}) {
        if (indexed) index();
        EXPECT_THAT(found(hanna, "canary"), IsEmpty());
        EXPECT_THAT(found(hanna, "joined"), IsEmpty()) << "anna joined the chat";
        EXPECT_THAT(found(hanna, "hello"), ElementsAre("hello"));
    }
}

TEST_P(Search, C31_IsNarrowedByChatQueueAgentAndTime) {
    three_chats();
    for (bool const indexed : {false, true}) {
        if (indexed) index();
        auto p = wanted("parcel");
        p.chat = kims;
        EXPECT_EQ(found(mona, p).size(), 2u);
        p = wanted("parcel");
        p.queue = queue("Sales");
        EXPECT_THAT(found(mona, p), ElementsAre("A Päckchen or a parcel?"));
        p = wanted("parcel");
        p.agent = ben.user;
        EXPECT_THAT(found(mona, p), ElementsAre("parcel lost"));
        p = wanted("parcel");
        p.from = view(mona, lees).started_at;
        p.to = view(mona, chat).started_at;
        EXPECT_THAT(found(mona, p), ElementsAre("A Päckchen or a parcel?"));
        p.to = p.from;
        EXPECT_EQ(refused(p).path, "/to");
    }
}

TEST_P(Search, C31_ComesByPagesWithoutGapsOrDoubles) {
    anna_chats();
    mona = manager("mona");
    for (int i = 0; i < 25; ++i) say(kim, "parcel " + std::to_string(i));
    index();
    for (int i = 25; i < 30; ++i) say(kim, "parcel " + std::to_string(i));
    std::vector<std::string> all;
    auto p = wanted("parcel");
    p.limit = 7;
    for (int pages = 0;; ++pages) {
        auto const page = search(mona, p);
        EXPECT_LE(page.items.size(), 7u);
        for (auto const& text : texts(page)) all.push_back(text);
        if (!page.next) break;
        p.after = page.next;
        ASSERT_LT(pages, 20);
    }
    ASSERT_EQ(all.size(), 30u);
    for (int i = 0; i < 30; ++i) {
        EXPECT_EQ(all[static_cast<std::size_t>(29 - i)], "parcel " + std::to_string(i));
    }
}

TEST_P(Search, C31_LooksAtNoMoreThanItsShareAndGoesOnFromThere) {
    anna_chats();
    mona = manager("mona");
    connection_->run([&](store::Tx& tx) {
        for (std::int64_t i = 1; i <= 16'000; ++i) {
            tx.messages.add(
                {tx.make_id<MessageId>(),
                 organization_,
                 chat,
                 100 + i,
                 tx.now(),
                 store::AuthorKind::customer,
                 kim.visitor.value,
                 "Kim",
                 std::to_string(i),
                 domain::redaction::as_it_is(i == 1 ? "first parcel" : "hello parcel ahead"),
                 {}});
        }
    });
    auto const until_the_end = [&](MessageSearch p) {
        std::vector<std::string> all;
        for (int calls = 1;; ++calls) {
            auto const page = connection_->run(
                [&](store::Tx& tx) { return service::message_search(tx, mona, p); });
            for (auto const& text : texts(page)) all.push_back(text);
            if (!page.next) return std::pair{calls, all};
            p.after = page.next;
        }
    };
    auto const [calls, all] = until_the_end(wanted("\"first parcel\""));
    EXPECT_EQ(calls, 2) << "not indexed, it is looked through";
    EXPECT_THAT(all, ElementsAre("first parcel"));
    index();
    auto const [once, same] = until_the_end(wanted("first"));
    EXPECT_EQ(once, 1) << "the index has it at once";
    EXPECT_EQ(same, all);
    // Every message has both words, and none of those looked at first one after the other.
    auto const [few, still] = until_the_end(wanted("\"ahead hello\""));
    EXPECT_GT(few, 3);
    EXPECT_THAT(still, IsEmpty());
}

TEST_P(Search, C31_RefusesWithTheFieldThatIsWrong) {
    three_chats();
    EXPECT_EQ(refused(wanted(" ")).path, "/query");
    EXPECT_EQ(refused(wanted("-parcel")).path, "/query");
    EXPECT_EQ(refused(wanted(std::string(201, 'x'))).path, "/query");
    auto p = wanted("parcel");
    p.limit = 0;
    EXPECT_EQ(refused(p).path, "/limit");
    p.limit = limits_.page_max + 1;
    EXPECT_EQ(refused(p).path, "/limit");
    p = wanted("parcel");
    p.after = "nonsense";
    EXPECT_EQ(refused(p).path, "/after");
    EXPECT_EQ(refused(p).code, Code::invalid);
}

TEST_P(Search, C31_WhatIsMaskedLaterIsFoundNoMore) {
    three_chats();
    auto const seq = view(mona, chat).seq;
    auto const mask = [&](std::string const& text) {
        connection_->run(
            [&](store::Tx& tx) { service::reindex(tx, *tx.messages.at(chat, seq), text); });
        connection_->session() << "UPDATE messages SET text = :text WHERE chat_id = :chat "
                                  "AND seq = :seq",
            soci::use(text), soci::use(static_cast<long long>(chat.value)),
            soci::use(static_cast<long long>(seq));
    };
    mask("[masked] early");
    EXPECT_THAT(found(mona, "lost"), IsEmpty());
    EXPECT_THAT(found(mona, "masked"), ElementsAre("[masked] early"));
    index();
    EXPECT_THAT(found(mona, "early"), ElementsAre("[masked] early"));
    EXPECT_EQ(indexed("early"), 1u);
    EXPECT_EQ(indexed("lost"), 0u);
    mask("[masked] late");
    EXPECT_EQ(indexed("early"), 0u);
    EXPECT_THAT(found(mona, "early"), IsEmpty());
    EXPECT_THAT(found(mona, "masked"), ElementsAre("[masked] late"));
    EXPECT_EQ(connection_->run([](store::Tx& tx) { return tx.search.clearing(); }),
              store::SearchClearing::wanted);
    index();
    EXPECT_EQ(connection_->run([](store::Tx& tx) { return tx.search.clearing(); }),
              store::SearchClearing::done);
    EXPECT_THAT(found(mona, "late"), ElementsAre("[masked] late"));
    connection_->run([&](store::Tx& tx) { service::forget(tx, *tx.messages.at(chat, seq)); });
    EXPECT_EQ(indexed("late"), 0u);
}

TEST_P(Search, C31_AProgramThatRunsIndexesByItself) {
    three_chats();
    connection_->run([](store::Tx& tx) {
        if (!tx.timers().find(store::TimerKind::index_messages, 0)) {
            tx.set_timer(tx.now() + seconds{1}, store::TimerKind::index_messages, 0);
        }
    });
    wait(seconds{200});
    auto const seq = view(mona, chat).seq;
    auto const indexed = connection_->run([](store::Tx& tx) { return *tx.search.indexed(); });
    EXPECT_EQ(indexed.from, 0);
    EXPECT_GT(indexed.until,
              connection_->run([&](store::Tx& tx) { return tx.messages.at(chat, seq)->id.value; }));
}

INSTANTIATE_TEST_SUITE_P(Engines, Search, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace parley::scenarios
