/** Is the signature right? The one package that names Bouncy Castle. */
@NullMarked
package dev.missioncontrol.core.internal.ed25519;

import org.jspecify.annotations.NullMarked;
