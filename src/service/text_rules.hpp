#pragma once
// Rules for what people type, the same for every operation: cleaned, not empty where it must not
// be, not too long. Each refuses `invalid` with the path of the field and the rule.

#include <map>
#include <optional>
#include <string>

#include "service/views.hpp"

namespace parley::service {

/// At most `points_max` code points.
void need_length(std::int64_t points, std::int64_t points_max, std::string const& path);
void need_length(std::string const& text, std::int64_t points_max, std::string const& path);

/// A message's text: cleaned, 1 to `points_max` code points.
std::string message_text(std::string const& raw, std::int64_t points_max, std::string const& path);

/// An agent's note on a chat: a message's text, or empty.
std::string note_text(store::Tx& tx, std::string const& raw, std::string const& path = "/note");

/// A single line such as a name or a reason: cleaned, at most `points_max` code points, may be
/// empty.
std::string clean_name(std::string const& raw, std::int64_t points_max, std::string const& path);

/// An e-mail address as people type it: one @ with something on both sides, no spaces, at most 254
/// bytes; empty stays empty. Whether it works is found out by writing to it.
std::string clean_email(std::string const& raw, std::string const& path);

/// The fields of a form: at most 30, keys of letters, digits, _ and -, texts of at most 500 code
/// points.
Fields clean_fields(std::optional<Fields> const& raw, std::string const& path);

/// The key of something that an administrator names: letters, digits, _ and -, 1 to 40.
void check_key(std::string const& key, std::string const& path);

/// The id that a client gives to what it writes, at `/client_id`: a UUID.
void check_client_id(std::string const& id);

/// A list's `limit`: `usual` where it is left out, refused outside 1 … `most`.
std::int64_t page_limit(std::optional<std::int64_t> wanted, std::int64_t usual, std::int64_t most);

/// The queue with this id or this name.
std::optional<store::Queue> find_queue(store::Tx& tx, OrganizationId organization,
                                       std::string const& id_or_name);

}  // namespace parley::service
