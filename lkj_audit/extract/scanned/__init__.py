"""Scans and photographs of pages: made straight, read by OCR."""
