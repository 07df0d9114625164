#include "store/postgresql/session.hpp"

#include <algorithm>

#include <soci/postgresql/soci-postgresql.h>

namespace parley::store::postgresql {

namespace {

/// A dead network is noticed within seconds. There must be some parameter: SOCI takes what has none
/// for the first word of its own notation.
std::string with_timeouts(std::string const& url) {
    return url + (url.find('?') == std::string::npos ? "?" : "&") +
           "connect_timeout=3&tcp_user_timeout=6000&keepalives_idle=3&keepalives_interval=1&"
           "keepalives_count=3&application_name=parley";
}

}  // namespace

std::string state_of(soci::soci_error const& error) {
    auto const* own = dynamic_cast<soci::postgresql_soci_error const*>(&error);
    return own ? own->sqlstate() : "";
}

std::string reason(std::exception const& error) {
    std::string text = error.what();
    for (std::string_view const before :
         {"Cannot establish connection to the database.", "ERROR:", "FATAL:"}) {
        if (auto const at = text.find(before); at != text.npos) text.erase(0, at + before.size());
    }
    text.erase(0, std::min(text.find_first_not_of(" \n"), text.size()));
    text.erase(std::min(text.find('\n'), text.size()));
    return text;
}

std::string shown(std::string const& whole) {
    // A password may also be among the parameters, which nobody needs to see.
    auto const url = whole.substr(0, whole.find('?'));
    auto const at = url.rfind('@');
    auto const scheme = url.find("://") + 3;
    auto const colon = url.find(':', scheme);
    if (at == std::string::npos || colon == std::string::npos || colon > at) return url;
    return url.substr(0, colon) + url.substr(at);
}

void need_utf8(soci::session& sql) {
    std::string encoding;
    sql << "SHOW server_encoding", soci::into(encoding);
    if (encoding != "UTF8") {
        throw std::runtime_error("its encoding is " + encoding +
                                 ": make it anew with ENCODING 'UTF8' TEMPLATE template0");
    }
}

void open(soci::session& sql, std::string const& url) {
    sql.open(soci::postgresql, with_timeouts(url));
    // Notices such as "already exists, skipping" are for people at a prompt.
    sql << "SET client_min_messages = warning";
    sql << "SET client_encoding = 'UTF8'";
}

}  // namespace parley::store::postgresql
