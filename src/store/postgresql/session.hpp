#pragma once
// How every session with PostgreSQL begins, and how its errors are told to people.

#include <exception>
#include <string>

#include <soci/soci.h>

namespace parley::store::postgresql {

/// The advisory lock of whoever changes the tables themselves. Any number that nothing else uses;
/// queues have their ids.
inline constexpr auto migration_lock = "4712";

/// Throws std::runtime_error where the database cannot hold every text.
void need_utf8(soci::session& sql);

/// Connects. A dead network is noticed within seconds. Throws soci::soci_error.
void open(soci::session& sql, std::string const& url);

/// The five letters by which PostgreSQL names an error; empty where it was none of its own.
std::string state_of(soci::soci_error const& error);

/// PostgreSQL's own words on one line, without what SOCI adds.
std::string reason(std::exception const& error);

/// The URL without the password, for people.
std::string shown(std::string const& url);

}  // namespace parley::store::postgresql
