#pragma once
// What system messages say, for who reads them without a face that has words of its own.

#include <string>

#include "domain/transcript.hpp"
#include "service/views.hpp"

namespace parley::service {

/// `name` is that of the person, or the queue, whom it is about; empty where there is none.
std::string system_text(SystemEventType type, std::string const& name, domain::Language language);

/// A system message in a language.
std::string event_text(store::Message const& message, domain::Language language);

/// Who wrote a message; of a customer without a name that it was one.
std::string named(std::string const& name, domain::Language language);

}  // namespace parley::service
