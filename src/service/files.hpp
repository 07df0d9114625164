#pragma once
// Files that people attach: uploaded piece by piece, looked into, and then part of a message.
// Source: W12, W41; P24; faults D01, D05 to D10.
//
// INVARIANT 1: what is in a file that is not ready is given to nobody.
// INVARIANT 2: nothing of a file is stored but sealed, with a key of its own; of one that is
// refused or removed there is neither. INVARIANT 3: who may not read a chat gets none of its files
// (P24), and no file that is in no message is anybody's but its uploader's.

#include "service/operations.hpp"

namespace parley::service {

/// Bytes; as JSON base64.
struct FileBytes {
    std::string bytes;
};
/// As a parameter is written again, to tell one call from another: nothing of a file is in it.
void write_json(std::string& out, FileBytes const& bytes);

struct FileUpload {
    ChatId chat;
    std::string client_id;  // UUID; unique for chat and author for the life of the chat
    std::string name;
    std::int64_t size;  // of all of it, in bytes
    std::int64_t at;    // where `data` begins
    FileBytes data;
};
BOOST_DESCRIBE_STRUCT(FileUpload, (), (chat, client_id, name, size, at, data))
struct FileResult {
    AttachedFileView file;
};
BOOST_DESCRIBE_STRUCT(FileResult, (), (file))
/// The next piece of a file, by who may write in the chat. Where `at` is not where the server is,
/// nothing is stored and the answer says where to go on. Refuses not_found, chat_ended, forbidden
/// where the queue or the writer's role has no files, invalid, too_large, too_many, and conflict
/// where the client_id is another file's.
FileResult file_upload(Tx& tx, Actor const& actor, FileUpload const& p);

struct FileGet {
    FileId file;
};
BOOST_DESCRIBE_STRUCT(FileGet, (), (file))
struct FileFound {
    AttachedFileView file;
    // Of one that is ready: addresses below this server that are good for five minutes, for who
    // has asked only; the small one of pictures.
    std::optional<std::string> url;
    std::optional<std::string> small_url;
};
BOOST_DESCRIBE_STRUCT(FileFound, (), (file, url, small_url))
FileFound file_get(Tx& tx, Actor const& actor, FileGet const& p);

struct FileDelete {
    FileId file;
};
BOOST_DESCRIBE_STRUCT(FileDelete, (), (file))
/// By its uploader, while it is in no message. Refuses not_found, conflict.
Nothing file_delete(Tx& tx, Actor const& actor, FileDelete const& p);

// --- inside the service --------------------------------------------------------------------------

/// The author's files become part of the message with this seq. Gives them as JSON, for
/// store::Message; nothing for none. Refuses as file_upload does, and invalid with /files where one
/// is not the author's, of another chat, in a message already, or not all there.
std::optional<std::string> attach(Tx& tx, Actor const& actor, ChatId chat, std::int64_t seq,
                                  std::vector<FileId> const& files);

/// Who may see the file. Refuses not_found.
store::File visible_file(Tx& tx, Actor const& actor, FileId id);

/// To its uploader; where it is in a message, to everybody who has that.
struct FileChanged {
    ChatId chat;
    std::optional<std::int64_t> seq;
    AttachedFileView file;
};
BOOST_DESCRIBE_STRUCT(FileChanged, (), (chat, seq, file))
void tell_file(Tx& tx, store::File const& file);

/// Deletes what nobody has gone on with for an hour, or posted within a day.
void sweep_files(Tx& tx);

}  // namespace parley::service
