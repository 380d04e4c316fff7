# What strangers check signatures with, for ./check's papers step: pdfsig from Debian, pyHanko from
# PyPI. Needs $cache and install.sh.

pyhanko_version=0.6.0

papers_ready() { # sets HUIGUAN_TEST_PYHANKO
  [ -z "${HUIGUAN_TEST_PYHANKO:-}" ] || return 0
  need_packages fonts-noto-cjk poppler-utils python3 python3-venv || return 1
  local home=$cache/pyhanko-cli-$pyhanko_version
  if [ ! -f "$home/.complete" ]; then
    echo "==> Installing pyhanko-cli $pyhanko_version into $home"
    rm -rf "$home"
    python3 -m venv "$home" \
      && "$home/bin/pip" install --quiet --disable-pip-version-check "pyhanko-cli==$pyhanko_version" </dev/null \
      || return 1
    touch "$home/.complete"
  fi
  export HUIGUAN_TEST_PYHANKO=$home/bin/pyhanko
}
