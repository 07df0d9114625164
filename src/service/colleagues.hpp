#pragma once
// What colleagues write to each other, apart from any chat: it arrives at once, nobody has to
// accept it, and it takes no place. Agents write to whom they share a queue or a team with,
// managers to everybody within their reach and everybody to them; both have to be signed in. Who
// may only read writes to nobody.
// Source: E36, E50; C18.

#include "service/operations.hpp"

namespace parley::service {

struct ColleagueMessageView {
    std::int64_t place;  // of what the two have written, from 1
    Instant at;
    PersonView from;
    PersonView to;
    std::string text;
    std::string client_id;
};
BOOST_DESCRIBE_STRUCT(ColleagueMessageView, (), (place, at, from, to, text, client_id))

struct ColleagueView {
    PersonView person;
    bool signed_in;
    bool may_write;  // the caller to them, and they to the caller
};
BOOST_DESCRIBE_STRUCT(ColleagueView, (), (person, signed_in, may_write))

struct ColleagueFind {
    std::string like;  // the beginning of a word of the name; empty: anybody
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(ColleagueFind, (), (like, limit))
struct ColleaguesFound {
    std::vector<ColleagueView> items;
};
BOOST_DESCRIBE_STRUCT(ColleaguesFound, (), (items))
/// All who may sign in, but the caller: whom one may mention, and write to where may_write says so.
ColleaguesFound colleague_find(Tx& tx, Actor const& actor, ColleagueFind const& p);

struct ColleagueTalkView {
    ColleagueView colleague;
    ColleagueMessageView last;
    std::int64_t unread;
};
BOOST_DESCRIBE_STRUCT(ColleagueTalkView, (), (colleague, last, unread))
struct ColleagueTalks {
    std::vector<ColleagueTalkView> items;
};
BOOST_DESCRIBE_STRUCT(ColleagueTalks, (), (items))
/// With whom the caller has written, the newest first, at most 50.
ColleagueTalks colleague_list(Tx& tx, Actor const& actor, Nothing const&);

struct ColleaguePost {
    UserId to;
    std::string client_id;  // UUID; unique for the two and their author
    std::string text;
};
BOOST_DESCRIBE_STRUCT(ColleaguePost, (), (to, client_id, text))
struct ColleaguePosted {
    ColleagueMessageView message;
    bool duplicate;
};
BOOST_DESCRIBE_STRUCT(ColleaguePosted, (), (message, duplicate))
/// The same client_id with the same text answers what is stored; with another: conflict. Refuses
/// not_found, forbidden to who shares nothing with them, and agent_gone while they are signed out.
ColleaguePosted colleague_post(Tx& tx, Actor const& actor, ColleaguePost const& p);

struct ColleagueMessages {
    UserId with;
    std::optional<std::int64_t> before;  // the place behind the page; left out: the newest
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(ColleagueMessages, (), (with, before, limit))
struct ColleagueMessagePage {
    ColleagueView colleague;
    std::vector<ColleagueMessageView> items;  // ascending by place
};
BOOST_DESCRIBE_STRUCT(ColleagueMessagePage, (), (colleague, items))
/// What the caller has written with them; older ones are read by `before`.
ColleagueMessagePage colleague_messages(Tx& tx, Actor const& actor, ColleagueMessages const& p);

struct ColleagueMarkRead {
    UserId with;
};
BOOST_DESCRIBE_STRUCT(ColleagueMarkRead, (), (with))
Nothing colleague_mark_read(Tx& tx, Actor const& actor, ColleagueMarkRead const& p);

// --- events --------------------------------------------------------------------------------------

struct ColleagueTold {
    ColleagueMessageView message;
};
BOOST_DESCRIBE_STRUCT(ColleagueTold, (), (message))

struct ColleagueRead {
    UserId with;
};
BOOST_DESCRIBE_STRUCT(ColleagueRead, (), (with))

}  // namespace parley::service
