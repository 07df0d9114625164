// The one program: its commands and what each takes.
#include <cstdio>

#include <CLI/CLI.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include "api/documents.hpp"
#include "app/audit.hpp"
#include "app/clients.hpp"
#include "app/copies.hpp"
#include "app/data_directory.hpp"
#include "app/demo.hpp"
#include "app/doctor.hpp"
#include "app/redact.hpp"
#include "app/serve.hpp"
#include "app/user_add.hpp"
#include "files/child.hpp"
#include "store/mutations.hpp"
#include "store/open.hpp"

namespace {

using namespace parley;

void add_data_options(CLI::App& command, std::string& data, std::string& database) {
    command.add_option("--data", data, "directory that holds everything");
    // A command line can be read by everybody on the machine; a password should not be on it.
    command.add_option("--database", database, "postgresql://... instead, for several servers")
        ->envname("PARLEY_DATABASE");
}

void add_server_options(CLI::App& command, app::ServeOptions& options) {
    command
        .add_option("--listen", options.listen, "address and port; port 0 lets the system choose")
        ->capture_default_str();
    command.add_option("--public-url", options.public_url,
                       "https:// address of the proxy in front of this server");
    command.add_option("--widget-origin", options.widget_origins,
                       "origin of a page that may show the widget, such as https://shop.example");
    command.add_option("--limit", options.limits, "changes a limit: name=value; see parley limits");
    command
        .add_option("--bus", options.bus,
                    "nats://... by which servers on one database wake each other")
        ->envname("PARLEY_BUS");
    app::add_mail_options(command, options.mail);
    app::add_file_options(command, options.files);
    app::add_sharing_options(command, options.sharing);
    command.add_option("--threads", options.threads, "threads for sockets; 0 chooses by cores")
        ->check(CLI::Range(0, 64));
}

void add_serve(CLI::App& program, std::function<int()>& run) {
    auto options = std::make_shared<app::ServeOptions>();
    auto* command = program.add_subcommand("serve", "Runs the server");
    add_data_options(*command, options->data, options->database);
    add_server_options(*command, *options);
#ifdef PARLEY_MUTATIONS
    command->add_flag("--unsafe-ack-before-commit", store::mutations::ack_before_commit,
                      "for the check that must find it; loses messages");
#endif
    command->callback([options, &run] {
        options->ready = [](std::string const& url) {
            std::printf("listening on %s\n", url.c_str());
            std::fflush(stdout);
        };
        run = [options] { return app::serve(*options); };
    });
}

void add_demo(CLI::App& program, std::function<int()>& run) {
    auto options = std::make_shared<app::ServeOptions>();
    options->data = "data/demo";
    options->demo = true;
    options->set_up = app::set_up_demo;
    auto* command =
        program.add_subcommand("demo", "Runs the server with a demo organization and a demo shop");
    command->add_option("--data", options->data, "directory that holds everything")
        ->capture_default_str();
    add_server_options(*command, *options);
    command->callback([options, &run] {
        // One person plays all customers here, and conversations are replayed from one address.
        options->limits.insert(options->limits.begin(),
                               {"chats_per_address=1000000", "visitors_per_address=1000000",
                                "connections_per_address=20000", "agent_calls=1000000"});
        options->ready = [](std::string const& url) {
            std::printf("listening on %s\n", url.c_str());
            app::print_demo_welcome(url);
        };
        run = [options] { return app::serve(*options); };
    });
}

void add_user(CLI::App& program, std::function<int()>& run) {
    auto options = std::make_shared<app::UserAddOptions>();
    auto* user = program.add_subcommand("user", "People");
    user->require_subcommand(1);
    auto* command =
        user->add_subcommand("add", "Adds a member of staff; a server on a directory must not run");
    command->add_option("name", options->name, "name for signing in")->required();
    add_data_options(*command, options->data, options->database);
    command
        ->add_option("--role", options->roles,
                     "agent, manager, administrator, auditor, or a role of your own by its key")
        ->capture_default_str();
    command->add_option("--queue", options->queues, "queue of which an agent is a member");
    command->add_option("--capacity", options->capacity, "chats an agent may have at once")
        ->capture_default_str();
    command->add_option("--display-name", options->display_name, "name that others see");
    command->add_option("--organization", options->organization, "slug, where there are several");
    command->add_flag("--password-stdin", options->password_stdin, "read the password from stdin");
    command->callback([options, &run] { run = [options] { return app::user_add(*options); }; });
}

void add_organization(CLI::App& program, std::function<int()>& run) {
    auto options = std::make_shared<app::OrganizationAddOptions>();
    auto* organization = program.add_subcommand("organization", "Organizations");
    organization->require_subcommand(1);
    auto* command =
        organization->add_subcommand("add", "Adds one; a server on a directory must not run");
    command->add_option("slug", options->slug, "short name, used by the widget")->required();
    add_data_options(*command, options->data, options->database);
    command->add_option("--name", options->name, "name that people see");
    command->add_option("--queue", options->queues, "its queues")->capture_default_str();
    command
        ->add_option("--preset", options->preset,
                     "how it works: pull_desk, push_desk, assigned_desk, verified_desk, "
                     "media_desk or none")
        ->capture_default_str();
    command->callback(
        [options, &run] { run = [options] { return app::organization_add(*options); }; });
}

void add_copies(CLI::App& program, std::function<int()>& run) {
    struct Options {
        app::PlaceOptions place;
        std::string file;
    };
    auto options = std::make_shared<Options>();
    auto* backup = program.add_subcommand("backup", "Copies everything into a file, while it runs");
    add_data_options(*backup, options->place.data, options->place.database);
    backup->add_option("--to", options->file, "the file to make")->required();
    backup->callback([options, &run] {
        run = [options] { return app::back_up(options->place, options->file); };
    });
    auto* restore =
        program.add_subcommand("restore", "Fills an empty directory or database from a backup");
    restore->add_option("file", options->file, "what parley backup has made")->required();
    add_data_options(*restore, options->place.data, options->place.database);
    restore->callback([options, &run] {
        run = [options] { return app::restore(options->file, options->place); };
    });
    auto* move = program.add_subcommand(
        "move", "Copies a directory, on which no server runs, into an empty database");
    move->add_option("--data", options->place.data, "directory to copy from")->required();
    move->add_option("--database", options->place.database, "postgresql://... to copy to")
        ->envname("PARLEY_DATABASE")
        ->required();
    move->callback(
        [options, &run] { run = [options] { return app::move_to_database(options->place); }; });
}

void add_audit(CLI::App& program, std::function<int()>& run) {
    struct Options {
        app::PlaceOptions place;
        std::string organization;
    };
    auto options = std::make_shared<Options>();
    auto* audit = program.add_subcommand("audit", "Who has done what that not everybody may");
    audit->require_subcommand(1);
    auto const add = [&](char const* name, char const* what, auto* work) {
        auto* command = audit->add_subcommand(name, what);
        add_data_options(*command, options->place.data, options->place.database);
        command->add_option("--organization", options->organization, "slug; all if left out");
        command->callback([options, work, &run] {
            run = [options, work] { return work(options->place, options->organization); };
        });
    };
    add("verify", "Whether the log is as it was written; ends with 1 where it is not",
        app::verify_audit);
    add("export", "Prints it as lines of JSON", app::export_audit);
}

void add_doctor(CLI::App& program, std::function<int()>& run) {
    auto options = std::make_shared<app::DoctorOptions>();
    auto* command = program.add_subcommand("doctor", "Says what is right here and what is wrong");
    add_data_options(*command, options->data, options->database);
    command->add_option("--bus", options->bus, "nats://... that the servers use");
    app::add_mail_options(*command, options->mail);
    app::add_file_options(*command, options->files);
    command->add_flag("--thorough", options->thorough, "reads all of the database; takes a while");
    command->add_flag("--json", options->json, "for programs");
    command->callback([options, &run] { run = [options] { return app::doctor(*options); }; });
}

void add_documents(CLI::App& program, std::function<int()>& run) {
    auto format = std::make_shared<std::string>("openapi");
    auto* command = program.add_subcommand("openapi", "Prints the description of the API");
    command->add_option("--format", *format, "openapi, asyncapi or typescript")
        ->check(CLI::IsMember({"openapi", "asyncapi", "typescript"}))
        ->capture_default_str();
    command->callback([format, &run] {
        run = [format] {
            auto const text = *format == "openapi"    ? api::openapi_document() + "\n"
                              : *format == "asyncapi" ? api::asyncapi_document() + "\n"
                                                      : api::typescript_document();
            std::fputs(text.c_str(), stdout);
            return 0;
        };
    });
    program.add_subcommand("limits", "Prints every limit with its default")->callback([&run] {
        run = [] {
            for (auto const& [name, value] : list_limits({})) {
                std::printf("%s=%lld\n", name.c_str(), static_cast<long long>(value));
            }
            return 0;
        };
    });
}

}  // namespace

int main(int argc, char** argv) {
    // Not for people: the server starts itself so, to look into a file (files/inspector.hpp).
    auto const arguments = std::span<char* const>{argv, static_cast<std::size_t>(argc)};
    if (auto const of_pictures = files::looks_into(arguments)) {
        ::_exit(files::look_into_child(STDIN_FILENO, STDOUT_FILENO, *of_pictures));
    }
    CLI::App program{"Parley: live chat for contact centres and help desks", "parley"};
    program.set_version_flag("--version", PARLEY_VERSION);
    program.require_subcommand(1);
    std::function<int()> run;
    add_serve(program, run);
    add_demo(program, run);
    add_user(program, run);
    add_organization(program, run);
    add_copies(program, run);
    add_audit(program, run);
    add_doctor(program, run);
    add_documents(program, run);
    app::add_redact(program, run);
    app::add_client_commands(program, run);
    try {
        program.parse(argc, argv);
    } catch (CLI::ParseError const& error) {
        return program.exit(error) == 0 ? 0 : app::exit_usage;
    }
    ::umask(077);  // what is written is nobody else's to read, whatever the directory allows
    try {
        return run();
    } catch (app::DirectoryInUse const& error) {
        std::fprintf(stderr, "parley: %s\n", error.what());
        return app::exit_temporary;
    } catch (store::TryLater const& error) {
        std::fprintf(stderr, "parley: %s\n", error.what());
        return app::exit_temporary;
    } catch (app::UsageError const& error) {
        std::fprintf(stderr, "parley: %s\n", error.what());
        return app::exit_usage;
    } catch (std::exception const& error) {
        std::fprintf(stderr, "parley: %s\n", error.what());
        return app::exit_data;
    }
}
