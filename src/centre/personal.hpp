#pragma once
// The pages of the support centre that are one customer's: leaving a message, and what was said.
// Source: E24, C3, C11.
//
// Addresses: /en/message, /en/conversations, /en/conversations/chat_…

#include "centre/pages.hpp"
#include "service/actor.hpp"

namespace parley::centre {

/// The customer whose token this is, where they are one of the organization that the place names.
std::optional<service::Actor> customer_of(store::Tx& tx, Place const& place,
                                          std::string const& token);

/// Whether the place is one of these pages.
bool is_personal(Place const& place);

/// `query`: of a form that was refused, what was written and as `error` what is wrong with it:
/// name, email, text, or open where an agent has the customer's chat.
Page personal_page(store::Tx& tx, Place const& place, Form const& query, std::string const& token);

/// The address of a conversation, and of all of them.
std::string address_of_conversation(Place const& place, std::string_view chat);
std::string address_of_conversations(Place const& place);

}  // namespace parley::centre
