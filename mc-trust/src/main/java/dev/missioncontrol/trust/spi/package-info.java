/** How do I bring my own policy or store? What an embedder may implement. */
@NullMarked
package dev.missioncontrol.trust.spi;

import org.jspecify.annotations.NullMarked;
