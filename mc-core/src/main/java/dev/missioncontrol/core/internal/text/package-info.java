/** Is this the one spelling of those bytes? */
@NullMarked
package dev.missioncontrol.core.internal.text;

import org.jspecify.annotations.NullMarked;
