/** What must not leak? Secrets that redact themselves, and comparison in constant time. */
@NullMarked
package dev.missioncontrol.core.secret;

import org.jspecify.annotations.NullMarked;
