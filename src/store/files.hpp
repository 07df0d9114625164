#pragma once
// Queries on files that people attach, and on what is in them. Source: W12, W41; P24.

#include <optional>
#include <string>
#include <vector>

#include "domain/file.hpp"
#include "store/rows.hpp"
#include "store/statement.hpp"

namespace parley::store {

struct File {
    FileId id;
    OrganizationId organization;
    ChatId chat;
    std::optional<std::int64_t> seq;  // of the message that it is in
    AuthorKind from_kind;             // customer or agent
    std::int64_t from_id;
    std::string client_id;
    std::string name;
    std::int64_t size;      // bytes
    std::int64_t received;  // so many of them are there
    domain::FileState state;
    std::optional<domain::FileRefusal> reason;
    std::optional<std::int64_t> width;  // of a picture
    std::optional<std::int64_t> height;
    bool warning;             // it may hold programs
    std::string small_media;  // of the small picture; empty: there is none
    std::string sealed_with;  // base64 of a key; empty: nothing of it is kept
    std::string outside;      // below what its parts lie in the object store; empty: they are here
    Instant created_at;
    Instant changed_at;
    std::optional<Instant> check_at;  // when somebody looks into it next
};
BOOST_DESCRIBE_STRUCT(File, (),
                      (id, organization, chat, seq, from_kind, from_id, client_id, name, size,
                       received, state, reason, width, height, warning, small_media, sealed_with,
                       outside, created_at, changed_at, check_at))

enum class FilePart {
    whole,    // as it came
    picture,  // made anew
    small     // and smaller
};
BOOST_DESCRIBE_ENUM(FilePart, whole, picture, small)

/// What a part of a file is called in the object store. `outside`: as of File.
std::string object_name(std::string const& outside, FilePart part);

/// What somebody has uploaded for some time.
struct Uploaded {
    std::int64_t files;
    std::int64_t bytes;
};
BOOST_DESCRIBE_STRUCT(Uploaded, (), (files, bytes))

class Files {
  public:
    explicit Files(Database& sql);

    void add(File const& file);
    std::optional<File> find(FileId id);
    std::optional<File> find(ChatId chat, std::int64_t author, std::string const& client_id);
    /// The files of one message.
    std::vector<File> of_message(ChatId chat, std::int64_t seq);
    /// Writes message, sizes, state and what was found out about it.
    void save(File const& file);
    void remove(File const& file, Instant now);
    Uploaded uploaded_since(std::int64_t author, Instant since);

    /// The one that should have been looked into for longest.
    std::optional<File> to_check(Instant now);
    /// Begins a look: `check_at` is when another one may follow. False where somebody has begun
    /// one since the file was read.
    bool begin_check(File const& file, Instant check_at);
    std::int64_t waiting();  // to be looked into

    /// In no message, and unchanged since before then; the oldest first.
    std::vector<File> loose(Instant before, std::int64_t limit);

    /// `bytes`: sealed, as base64. `at`: in bytes of the part.
    void add_piece(File const& file, FilePart part, std::int64_t at, std::string const& bytes);
    /// In their order.
    std::vector<std::string> pieces(FileId id, FilePart part);
    void remove_pieces(FileId id, FilePart part);

    /// What lies there in the object store is nobody's from then on, unless it is kept before: so
    /// what is put there is never forgotten.
    void leave_objects(OrganizationId organization, std::string const& outside, Instant at);
    /// False where it is too late.
    bool keep_objects(std::string const& outside, Instant now);
    /// Of one that is nobody's, the one that has been so for longest.
    std::optional<std::string> object_to_remove(Instant now);
    void object_removed(std::string const& name);
    /// It could not be removed: again then.
    void remove_object_later(std::string const& name, Instant at);

  private:
    Statement<NoRow, FileId, OrganizationId, ChatId, std::optional<std::int64_t>, AuthorKind,
              std::int64_t, std::string, std::string, std::int64_t, std::int64_t, domain::FileState,
              std::optional<domain::FileRefusal>, std::optional<std::int64_t>,
              std::optional<std::int64_t>, bool, std::string, std::string, std::string, Instant,
              Instant, std::optional<Instant>>
        add_;
    Statement<File, FileId> by_id_;
    Statement<File, ChatId, std::int64_t, std::string> by_client_id_;
    Statement<File, ChatId, std::int64_t> of_message_;
    Statement<NoRow, std::optional<std::int64_t>, std::int64_t, std::int64_t, domain::FileState,
              std::optional<domain::FileRefusal>, std::optional<std::int64_t>,
              std::optional<std::int64_t>, bool, std::string, std::string, std::string, Instant,
              std::optional<Instant>, FileId>
        save_;
    Statement<NoRow, FileId> remove_;
    Statement<Uploaded, std::int64_t, Instant> uploaded_since_;
    Statement<File, Instant> to_check_;
    Statement<NoRow, Instant, FileId, std::optional<Instant>> begin_check_;
    Statement<std::int64_t> waiting_;
    Statement<File, Instant, std::int64_t> loose_;
    Statement<NoRow, FileId, OrganizationId, FilePart, std::int64_t, std::string> add_piece_;
    Statement<std::string, FileId, FilePart> pieces_;
    Statement<NoRow, FileId, FilePart> remove_pieces_;
    Statement<NoRow, std::string, OrganizationId, Instant> leave_object_;
    Statement<NoRow, std::string, Instant> keep_object_;
    Statement<NoRow, std::string> forget_object_;
    Statement<std::string, Instant> object_to_remove_;
    Statement<NoRow, Instant, std::string> remove_object_later_;
};

}  // namespace parley::store
