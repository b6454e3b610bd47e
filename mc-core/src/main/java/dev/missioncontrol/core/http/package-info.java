/** What did the request say? Its facts, free of any server framework. */
@NullMarked
package dev.missioncontrol.core.http;

import org.jspecify.annotations.NullMarked;
