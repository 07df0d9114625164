#pragma once
// `parley doctor`: says in sentences what is right and what is wrong with the machine, the data and
// the bus, a line each.

#include <string>

#include "app/file_options.hpp"
#include "app/mail_options.hpp"

namespace parley::app {

struct DoctorOptions {
    std::string data;
    std::string database;
    std::string bus;
    MailOptions mail;
    FileOptions files;
    bool thorough = false;
    bool json = false;
};

/// Prints the findings; gives 0 where none of them is an error, 1 otherwise. Throws UsageError
/// where there is nothing to look at.
int doctor(DoctorOptions const& options);

}  // namespace parley::app
