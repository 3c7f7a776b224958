#!/bin/sh
# Copyright the apibind authors
# SPDX-License-Identifier: BSL-1.0
#
# readme.sh finds what is wrong with wrong READMEs.
set -eu
checker=$(cd "$(dirname "$0")" && pwd)/readme.sh
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir -p "$folder/tests/compile_fail"
printf 'int f() {\n    // [body]\n    if (true)\n        return 1;\n\n    return 2;\n    // [/body]\n}\n' >"$folder/a.cpp"
printf '// expect: apibind: write {member}\n' >"$folder/tests/compile_fail/brace.cpp"
printf '#!/bin/sh\necho "  one  executed"\n' >"$folder/tour"
chmod +x "$folder/tour"

# expect STATUS TEXT: how the check of the README on standard input ends.
expect() {
    cat >"$folder/README.md"
    status=0
    said=$(sh "$checker" "$folder/README.md" "$folder/tour" 2>&1) || status=$?
    case "$status $said" in
    "$1 "*"$2"*) ;;
    *) echo "expected status $1 and \"$2\", got $status: $said" && exit 1 ;;
    esac
}

right='<!-- a.cpp [body] -->
```cpp
if (true)
    return 1;

return 2;
```'
expect 0 '1 blocks' <<END
$right
END
expect 0 '1 blocks' <<END
$right
<!-- message brace -->
\`\`\`text
error: apibind: write
  {member}
\`\`\`
<!-- tour -->
\`\`\`text
  one  executed
\`\`\`
\`\`\`sh
anything
\`\`\`
END
expect 1 'differs from a.cpp [body]' <<END
<!-- a.cpp [body] -->
\`\`\`cpp
return 2;
\`\`\`
END
expect 1 'has no region tail' <<END
<!-- a.cpp [tail] -->
\`\`\`cpp
return 2;
\`\`\`
END
expect 1 'there is no ' <<END
<!-- b.cpp [body] -->
\`\`\`cpp
return 2;
\`\`\`
END
expect 1 'without a comment' <<END
$right
\`\`\`cpp
return 3;
\`\`\`
END
expect 1 'the message is not "apibind: write {member}"' <<END
$right
<!-- message brace -->
\`\`\`text
error: apibind: write it
\`\`\`
END
expect 1 'the tour does not print:   one  rejected' <<END
$right
<!-- tour -->
\`\`\`text
  one  rejected
\`\`\`
END
expect 1 'nothing to compare' <<END
No code at all.
END
