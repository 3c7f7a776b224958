# Copyright the apibind authors
# SPDX-License-Identifier: BSL-1.0
#
# cmake -DCOMPILER=g++ -DSOURCE=... -DINCLUDE_DIRECTORIES=a|b -DSYSTEM_DIRECTORIES=... -DOPTIONS=... -DDEFINITIONS=...
#       -DSCRATCH=... -P included_headers.cmake
#
# A unit that declares and calls endpoints preprocesses neither cpp-httplib nor the sources of Boost.JSON: only the unit
# that builds the client pays for them.

cmake_minimum_required(VERSION 3.25)
include("${CMAKE_CURRENT_LIST_DIR}/../compile_fail/compile_flags.cmake")

# includes(UNIT PATTERN RESULT): whether the unit of these headers preprocesses a file whose path matches.
function(includes headers pattern result)
    set(unit "")
    foreach(header IN LISTS headers)
        string(APPEND unit "#include <${header}>\n")
    endforeach()
    file(WRITE "${SCRATCH}/unit.cpp" "${unit}")
    execute_process(COMMAND "${COMPILER}" ${compile_flags} -M "${SCRATCH}/unit.cpp"
        RESULT_VARIABLE status OUTPUT_VARIABLE files ERROR_VARIABLE errors)
    if(NOT status EQUAL 0)
        message(FATAL_ERROR "this does not preprocess:\n${unit}${errors}")
    endif()
    if(files MATCHES "${pattern}")
        set(${result} TRUE PARENT_SCOPE)
    else()
        set(${result} FALSE PARENT_SCOPE)
    endif()
endfunction()

file(GLOB bindings RELATIVE "${SOURCE}/include" "${SOURCE}/include/apibind/bindings/*.hpp")
set(declaring apibind/apibind.hpp ${bindings})
foreach(forbidden IN ITEMS "/httplib\\.h" "/boost/json/src\\.hpp")
    includes("${declaring}" "${forbidden}" found)
    if(found)
        message(FATAL_ERROR "a unit that only declares and calls endpoints preprocesses ${forbidden}")
    endif()
endforeach()

# The pattern is one that matches where it should.
includes(apibind/httplib_transport.hpp "/httplib\\.h" found)
if(NOT found)
    message(FATAL_ERROR "apibind/httplib_transport.hpp does not preprocess httplib.h")
endif()
