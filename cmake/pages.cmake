# Puts the web pages into the program: each file of web/dist compressed with gzip, included by the
# assembler, and a table of them ordered by path (src/net/pages.hpp), empty without web/dist.
#
# Included, it defines parley_pages(<target> <directory>); run with -P, it writes the table.
if(NOT CMAKE_SCRIPT_MODE_FILE)
  set(pages_script ${CMAKE_CURRENT_LIST_FILE})
  find_program(GZIP_PROGRAM gzip REQUIRED)
  function(parley_pages target directory)
    file(GLOB_RECURSE pages CONFIGURE_DEPENDS ${directory}/*)
    set(out ${CMAKE_CURRENT_BINARY_DIR}/pages)
    # The names are part of the command, so that it runs again when a page goes.
    string(SHA1 names "${pages}")
    add_custom_command(
      OUTPUT ${out}/pages.S ${out}/pages_table.cpp
      COMMAND ${CMAKE_COMMAND} -DDIRECTORY=${directory} -DOUT=${out} -DGZIP=${GZIP_PROGRAM}
              -DNAMES=${names} -P ${pages_script}
      DEPENDS ${pages} ${pages_script}
      COMMENT "Embedding the web pages" VERBATIM)
    # The assembler has no use for the compiler's options, and CMake cannot see what it includes.
    set_source_files_properties(${out}/pages.S PROPERTIES
      COMPILE_OPTIONS "-Wno-unused-command-line-argument" OBJECT_DEPENDS ${out}/pages_table.cpp)
    set_source_files_properties(${out}/pages_table.cpp PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
    target_sources(${target} PRIVATE ${out}/pages.S ${out}/pages_table.cpp)
  endfunction()
  return()
endif()

file(REMOVE_RECURSE ${OUT})
file(MAKE_DIRECTORY ${OUT})
file(GLOB_RECURSE paths RELATIVE ${DIRECTORY} ${DIRECTORY}/*)
# By bytes, as the program searches.
list(SORT paths COMPARE STRING CASE SENSITIVE)
set(assembler "    .section .rodata\n")
set(externs "")
set(rows "")
set(number 0)
foreach(path IN LISTS paths)
  if(NOT path MATCHES "^[A-Za-z0-9._/-]+$")
    message(FATAL_ERROR "web page ${path}: a name has letters, digits, '.', '-' and '_' only")
  endif()
  set(packed ${OUT}/${number}.gz)
  execute_process(COMMAND ${GZIP} -9 -n -c ${DIRECTORY}/${path} OUTPUT_FILE ${packed}
                  COMMAND_ERROR_IS_FATAL ANY)
  file(SHA256 ${DIRECTORY}/${path} hash)
  string(SUBSTRING ${hash} 0 20 hash)
  string(APPEND assembler "    .global parley_page_${number}, parley_page_${number}_end\n"
    "parley_page_${number}:\n    .incbin \"${packed}\"\nparley_page_${number}_end:\n    .byte 0\n")
  string(APPEND externs
    "extern char const parley_page_${number}[], parley_page_${number}_end[];\n")
  string(APPEND rows "    {\"/${path}\", {parley_page_${number}, parley_page_${number}_end}, "
    "\"\\\"${hash}\\\"\"},\n")
  math(EXPR number "${number} + 1")
endforeach()
string(APPEND assembler "    .section .note.GNU-stack,\"\",@progbits\n")
file(WRITE ${OUT}/pages.S "${assembler}")
file(WRITE ${OUT}/pages_table.cpp
"// Written by cmake/pages.cmake.
#include <array>

#include \"net/pages.hpp\"

extern \"C\" {
${externs}}

namespace parley::net {

std::span<Page const> embedded_pages() {
    static std::array<Page, ${number}> const pages{{
${rows}    }};
    return pages;
}

}  // namespace parley::net
")
