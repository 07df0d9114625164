#pragma once
// What the support centre says by itself, in each language.

#include <string>
#include <string_view>

#include "domain/transcript.hpp"

namespace parley::centre {

using domain::Language;

struct Words {
    std::string_view language;        // as HTML names it
    std::string_view other_language;  // the other one, in its own words
    std::string_view skip;            // to the content
    std::string_view path;            // to this page
    std::string_view home;            // the name of the home page
    std::string_view question;        // over the search
    std::string_view search;
    std::string_view search_label;
    std::string_view categories;
    std::string_view one_article;
    std::string_view articles;  // behind their number
    std::string_view top;       // what others have read
    std::string_view read;      // all of an article
    std::string_view results;   // for: before the query in quotes
    std::string_view nothing;   // was found for it
    std::string_view nearest;   // these come nearest
    std::string_view contents;
    std::string_view updated;
    std::string_view helped;  // did this help?
    std::string_view yes;
    std::string_view no;
    std::string_view thanks;
    std::string_view thanks_no;
    std::string_view why;
    std::string_view unclear;
    std::string_view wrong;
    std::string_view missing;
    std::string_view other;
    std::string_view tell_us;  // label of the text
    std::string_view send;
    std::string_view still;       // need help?
    std::string_view chat_open;   // somebody is there
    std::string_view chat_later;  // nobody is free
    std::string_view chat_wait;   // before the minutes
    std::string_view minutes;     // behind them
    std::string_view chat_soon;   // in less than a minute
    std::string_view chat_closed;
    std::string_view opens;        // before the time
    std::string_view chat_now;     // on a button
    std::string_view ask_it;       // where nothing was found
    std::string_view leave;        // on a link and its page
    std::string_view leave_about;  // what becomes of it
    std::string_view leave_open;   // an agent has the chat
    std::string_view your_name;    // label of a field
    std::string_view your_email;
    std::string_view your_text;
    std::string_view bad_name;  // what is wrong with it
    std::string_view bad_email;
    std::string_view bad_text;
    std::string_view conversations;  // the customer's own
    std::string_view conversation;   // one of them
    std::string_view no_conversations;
    std::string_view left;  // a message was left
    std::string_view you;   // before the customer's own messages
    std::string_view over;  // of a conversation
    std::string_view goes_on;
    std::string_view go_on;         // on a button: in the chat
    std::string_view older;         // conversations
    std::string_view later;         // messages
    std::string_view forget;        // on a button
    std::string_view forget_about;  // what it does
    std::string_view not_found;
    std::string_view not_found_text;
    std::string_view bad_form;
    std::string_view too_often;
    std::string_view try_again;  // something is wrong with us
};

Words const& words_in(Language language);

}  // namespace parley::centre
