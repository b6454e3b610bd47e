/** How is a password turned into a hash? The one package that names Bouncy Castle in this module. */
@NullMarked
package dev.missioncontrol.auth.internal.kdf;

import org.jspecify.annotations.NullMarked;
