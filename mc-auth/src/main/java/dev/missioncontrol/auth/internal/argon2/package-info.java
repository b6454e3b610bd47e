/** How is Argon2id (RFC 9106) computed? */
@NullMarked
package dev.missioncontrol.auth.internal.argon2;

import org.jspecify.annotations.NullMarked;
