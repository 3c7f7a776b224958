# Copyright the apibind authors
# SPDX-License-Identifier: BSL-1.0
#
# cmake -DCOMPILER=g++ -DCASE=name.cpp -DINCLUDE_DIRECTORIES=a|b -P run_case.cmake
#
# A case is one source file that says in comments of their own lines what the compiler must print:
#     // expect: text     each compiler's output contains it; white space of any length counts as one space
#     // gcc: text        g++'s output contains it
#     // clang: text      clang++'s output contains it
# The file must not compile. Exactly one of the errors must be one of ours, that is contain "apibind: ", and the whole
# output is at most 15 lines. Source excerpts do not count: they are as long as the user's own lines, so the compilers
# are asked to leave them out. With -DAPIBIND_FIXED the same file must compile: its corrected twin.
#
# PRECOMPILED names what precompile.cmake made of apibind.hpp. Only the twins use it, to save time: what a wrong case
# prints is what a user sees who has no such thing.

cmake_minimum_required(VERSION 3.25)
set(max_lines 15)
set(ENV{LC_ALL} C)

# Lists and brackets do not go together in CMake, and messages have many; so texts stay texts here.
function(normalise out text)
    string(REPLACE "\\\"" "\"" text "${text}") # clang 14 prints the text of a static_assert as a literal
    string(REGEX REPLACE "[ \t\r\n]+" " " text "${text}")
    string(STRIP "${text}" text)
    set(${out} "${text}" PARENT_SCOPE)
endfunction()

function(fail reason)
    string(REPLACE "\n" "\n    " indented "\n${output}") # else message() breaks the lines where it likes
    message(FATAL_ERROR "${CASE}\nwith ${COMPILER}: ${reason}\nThe compiler's output:${indented}")
endfunction()

execute_process(COMMAND "${COMPILER}" --version OUTPUT_VARIABLE version RESULT_VARIABLE status)
if(NOT status EQUAL 0)
    message(FATAL_ERROR "${COMPILER} does not run: ${status}")
endif()
if(version MATCHES "clang")
    set(family clang)
    set(without_excerpts -fno-caret-diagnostics)
else()
    set(family gcc)
    set(without_excerpts -fno-diagnostics-show-caret)
endif()

include("${CMAKE_CURRENT_LIST_DIR}/compile_flags.cmake")
set(compile "${COMPILER}" ${compile_flags} -fsyntax-only ${without_excerpts})

set(output "")
file(READ "${CASE}" source)
string(REGEX MATCH "(^|\n)// expect: " has_expectation "${source}")
if(NOT has_expectation)
    fail("the case has no line `// expect: text`")
endif()

execute_process(COMMAND ${compile} "${CASE}"
    RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(status EQUAL 0)
    fail("it compiles, and must not")
endif()
normalise(found "${output}")

set(rest "${source}")
while(rest MATCHES "^([^\n]*)\n(.*)$")
    set(line "${CMAKE_MATCH_1}")
    set(rest "${CMAKE_MATCH_2}")
    if(line MATCHES "^// (expect|gcc|clang): (.*)$")
        set(addressee "${CMAKE_MATCH_1}")
        normalise(text "${CMAKE_MATCH_2}")
        if(text STREQUAL "")
            fail("an expected text is empty")
        endif()
        if(addressee STREQUAL "expect" OR addressee STREQUAL family)
            string(FIND "${found}" "${text}" at)
            if(at EQUAL -1)
                fail("the output does not contain: ${text}")
            endif()
        endif()
    endif()
endwhile()

string(REGEX REPLACE "[];[]" "_" countable "${output}")
string(REGEX MATCHALL "error: [^\n]*apibind: [^\n]*\n" ours "${countable}")
list(LENGTH ours errors)
if(NOT errors EQUAL 1)
    fail("${errors} errors of apibind, and must be 1")
endif()

string(REGEX REPLACE "[^\n]" "" newlines "${output}")
string(LENGTH "${newlines}" lines)
if(lines GREATER max_lines)
    fail("${lines} lines, and must be at most ${max_lines}")
endif()

set(precompiled "")
if(PRECOMPILED AND family STREQUAL "gcc")
    set(precompiled -include "${PRECOMPILED}")
elseif(PRECOMPILED)
    set(precompiled -include-pch "${PRECOMPILED}.gch")
endif()
execute_process(COMMAND ${compile} ${precompiled} -DAPIBIND_FIXED "${CASE}"
    RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(NOT status EQUAL 0)
    fail("its twin with APIBIND_FIXED does not compile")
endif()
